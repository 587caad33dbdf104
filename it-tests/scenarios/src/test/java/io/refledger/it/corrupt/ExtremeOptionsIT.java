package io.refledger.it.corrupt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Options at the ends of what they may be: a program runs with them as it does without. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExtremeOptionsIT {
  private static final List<String> TAKEN =
      List.of(
          "max-memory=9223372036854775807",
          "max-memory=8388607g",
          "threshold=0:0:0",
          "threshold=1:0:0",
          "threshold=2147483647:2147483647:2147483647",
          "interval=1ms",
          "interval=8760h",
          "verify=deaths:100000",
          "verify=deaths:1",
          "exitcode=1",
          "exitcode=255",
          "live=0",
          "track=" + "**a".repeat(200) + "b:**",
          "track=" + "?".repeat(20_000) + ":**",
          "balance=" + "*.".repeat(500) + "**",
          "library=" + "**x".repeat(500));

  private static final List<String> REFUSED =
      List.of(
          "max-memory=9223372036854775808",
          "max-memory=8589934592g",
          "max-memory=1048575",
          "threshold=2147483648:1:1",
          "interval=8761h",
          "interval=9223372036854775807s",
          "verify=deaths:100001",
          "exitcode=256",
          "live=65536",
          "resources=/dev/zero",
          "suppressions=/dev/zero",
          "baseline=/dev/zero",
          "config=/dev/zero",
          "x".repeat(50_000) + "=1");

  @TempDir private Path directory;

  @Tag("corrupt")
  @NewestJdk
  void largest_and_smallest_values_should_change_nothing(Jdk jdk) {
    String plain = run(ForkedJvm.on(jdk, directory)).out();
    for (String option : TAKEN) {
      ForkedJvm.Result result = run(ForkedJvm.on(jdk, directory).withAgent(option));

      assertThat(result.out()).as(option).isEqualTo(plain);
      assertThat(result.status()).as(option).isZero();
      assertThat(result.err()).as(option).matches("(refledger: [^\n]+\n)*");
    }
  }

  @Tag("corrupt")
  @NewestJdk
  void values_beyond_them_should_be_refused_in_one_line(Jdk jdk) {
    String plain = run(ForkedJvm.on(jdk, directory)).out();
    for (String option : REFUSED) {
      ForkedJvm.Result result = run(ForkedJvm.on(jdk, directory).withAgent(option));

      assertThat(result.out()).as(option).isEqualTo(plain);
      assertThat(result.status()).as(option).isZero();
      assertThat(result.err()).as(option).matches("refledger: [^\n]{20,2500}\n");
    }
  }

  @OldestJdk
  void gate_should_not_open_for_an_option_that_is_wrong(Jdk jdk) {
    ForkedJvm.Result result = run(ForkedJvm.on(jdk, directory).withAgent("nonsense,gate=growth"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "refledger: nonsense: allowed is key=value; write nonsense=VALUE; strict, status 2\n");
  }

  private ForkedJvm.Result run(ForkedJvm jvm) {
    return jvm.shortLived().with("-cp", Program.compile("StartUp", directory), "StartUp").run();
  }
}
