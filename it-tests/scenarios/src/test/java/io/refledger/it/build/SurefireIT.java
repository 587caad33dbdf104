package io.refledger.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.Jdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Tool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The sample project's build, red with the leak and green without. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SurefireIT {
  @TempDir Path directory;

  @OldestJdk
  void leak_should_turn_the_build_red_until_it_is_mended_or_known(Jdk jdk) throws IOException {
    MavenBuild build = MavenBuild.in(directory, jdk);

    MavenBuild.Result leaky = build.run("test", "-Dvariant=leaky");
    assertThat(leaky.status()).as(leaky.log()).isEqualTo(1);
    assertThat(leaky.log())
        .contains("Tests run: 3, Failures: 2, Errors: 0, Skipped: 0")
        .contains("com.acme.shop.SessionsTest.logoutEndsTheSession leaks:")
        .contains("SURVIVOR  1 Sessions$Session")
        .contains("allocated at com.acme.shop.Sessions.lambda$login$0(Sessions.java:")
        .contains("Sessions.byUser");

    new Tool(jdk, build.project()).ask("baseline", "target/refledger", "-o", "known.txt");
    MavenBuild.Result known =
        build.run("test", "-Dvariant=leaky", "-Drefledger.options=baseline=known.txt");
    assertThat(known.status()).as(known.log()).isZero();

    MavenBuild.Result more =
        build.run("test", "-Dvariant=leakier", "-Drefledger.options=baseline=known.txt");
    assertThat(more.status()).as(more.log()).isEqualTo(1);
    assertThat(more.log()).contains("SessionsTest.visitIsForgotten leaks:");
    assertThat(more.log()).doesNotContain("SessionsTest.logoutEndsTheSession leaks:");

    MavenBuild.Result fixed = build.run("test");
    assertThat(fixed.status()).as(fixed.log()).isZero();
    assertThat(fixed.log()).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
  }
}
