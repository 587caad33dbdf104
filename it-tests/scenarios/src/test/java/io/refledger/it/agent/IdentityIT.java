package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Scenes;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects that are found by a table, because they must be or because headers cannot hold numbers.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdentityIT {
  private static final String BIASED = "-XX:+UseBiasedLocking";

  /** The JVM says of some of its options that they are old. */
  private static final String OLD = "(?m)^.* VM warning: Option .*\n";

  @TempDir Path directory;

  @Tag("identity")
  @NewestJdk
  void counts_and_deaths_should_be_the_same_by_the_table(Jdk jdk) {
    for (String program : new String[] {"Counts", "Deaths"}) {
      assertThat(outputOf(jdk, program, "identity=table"))
          .isEqualTo(outputOf(jdk, program, "identity=header"));
    }
  }

  @NewestJdk
  void references_in_collections_and_streams_should_count_by_the_table(Jdk jdk) {
    Program.compile("Structures", directory);

    new Scenes("Structures", 15, directory).assertRightOn(jdk, "identity=table");
  }

  @Tag("identity")
  @NewestJdk
  void ledger_by_the_table_should_agree_with_the_heap(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("audit=exit,output=report,identity=table")
            .with("-cp", Program.compile("Audited", directory), "Audited")
            .run();

    assertThat(result.out()).isEqualTo("kept 6\n");
    Report report = Report.in(directory.resolve("report"));
    JsonObject audit = report.json().getAsJsonObject("audit");
    assertThat(audit.get("objects").getAsLong()).isGreaterThan(5000);
    report.assertThatBooksAreRight();
  }

  /** Headers have a thread in them then: the self-test sees that. */
  @Tag("identity")
  @OldestJdk
  void biased_locks_should_make_the_table_the_way(Jdk jdk) {
    assumeTrue(jdk.feature() == 17, "the last JDK with biased locks");

    assertThat(outputOf(jdk, "Counts", "identity=auto", BIASED))
        .isEqualTo(outputOf(jdk, "Counts", "identity=header"));
    ForkedJvm.Result refused = run(jdk, "Counts", "identity=header", BIASED);
    assertThat(refused.err())
        .contains(
            "refledger: identity=header: the start-up self-test failed, biased locking is on");
    assertThat(refused.out()).isEmpty();
  }

  @OldestJdk
  void field_should_be_refused_in_one_line(Jdk jdk) {
    ForkedJvm.Result refused = run(jdk, "Counts", "identity=field,strict=true");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "refledger: identity=field: java.lang.Object has no field for it in this JVM; allowed"
                + " are auto, header and table, leave the key out; strict, status 2\n");
  }

  private String outputOf(Jdk jdk, String program, String options, String... jvm) {
    ForkedJvm.Result result = run(jdk, program, options, jvm);
    assertThat(result.err().replaceAll(OLD, "")).isEmpty();
    assertThat(result.status()).isZero();
    return result.out();
  }

  private ForkedJvm.Result run(Jdk jdk, String program, String options, String... jvm) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent("locals=exact,report=none,log=error," + options)
        .with(jvm)
        .with("-cp", Program.compile(program, directory), program)
        .run();
  }
}
