package io.refledger.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Leak tests, as a user's build runs them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoLeaksIT {
  private static final String LEAKS =
      """
      LeakyTest.cacheEntry: FAILED LeakyTest.cacheEntry leaks:
      LeakyTest.listener: FAILED LeakyTest.listener leaks:
      LeakyTest.staticCollection: FAILED LeakyTest.staticCollection leaks:
      LeakyTest.taskThatWaits: FAILED LeakyTest.taskThatWaits leaks:
      LeakyTest.threadLocalOfPool: FAILED LeakyTest.threadLocalOfPool leaks:
      LeakyTest.unclosedResource: FAILED LeakyTest.unclosedResource leaks:
      """;

  @TempDir Path directory;

  @NewestJdk
  void leak_should_fail_the_test_that_makes_it(Jdk jdk) {
    ForkedJvm.Result result = TestProgram.in(directory).run(jdk, "LeakyTest");

    assertThat(outcomes(result)).isEqualTo(LEAKS);
    assertThat(result.err()).isEmpty();
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.findings("SURVIVOR")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(report.schemaErrors()).isEmpty();
  }

  @OldestJdk
  void failure_should_say_what_holds_the_object_and_where_it_was_stored(Jdk jdk) {
    String text = TestProgram.in(directory).run(jdk, "-text", "LeakyTest").out();

    assertThat(text)
        .contains(
            """
            LeakyTest.staticCollection: FAILED LeakyTest.staticCollection leaks:

            SURVIVOR  1 LeakyTest$Session""")
        .contains("allocated at LeakyTest.staticCollection(LeakyTest.java:")
        .contains("LeakyTest.SESSIONS")
        .contains("stored at java.util.ArrayList.add");
  }

  @NewestJdk
  void what_only_looks_like_a_leak_should_pass(Jdk jdk) {
    ForkedJvm.Result result = TestProgram.in(directory).run(jdk, "CleanTest");

    assertThat(outcomes(result).lines()).hasSize(14).allMatch(line -> line.endsWith("SUCCESSFUL"));
    assertThat(result.out()).contains("entry CleanTest.firstUse SURVIVOR FIRST_USE fails=false");
  }

  @NewestJdk
  void rules_should_hold_as_they_are_written(Jdk jdk) {
    ForkedJvm.Result result = TestProgram.in(directory).run(jdk, "RulesTest");

    assertThat(outcomes(result))
        .isEqualTo(
            """
            RulesTest$HandedOn.one: SUCCESSFUL
            RulesTest$HandedOn.two: SUCCESSFUL
            RulesTest$LeftByClass: FAILED RulesTest$LeftByClass leaks:
            RulesTest$LeftByClass.leaves: SUCCESSFUL
            RulesTest$NamedByTheTeam.leaves: FAILED RulesTest$NamedByTheTeam.leaves leaks:
            RulesTest$NamedByTheTeam.leavesWithinTheBudget: SUCCESSFUL
            RulesTest.budgetOfAnother: FAILED RulesTest.budgetOfAnother leaks:
            RulesTest.dynamic clean: SUCCESSFUL
            RulesTest.dynamic leaky: FAILED RulesTest.dynamic[2] leaks:
            RulesTest.failsItself: FAILED the test's own
            RulesTest.freedReferent: SUCCESSFUL
            RulesTest.freedWithin: SUCCESSFUL
            RulesTest.heldReferent: FAILED assertFreed leaks:
            RulesTest.notAsked: SUCCESSFUL
            RulesTest.notFreedWithin: FAILED assertFreed leaks:
            RulesTest.overBudget: FAILED RulesTest.overBudget leaks:
            RulesTest.trackedDies: SUCCESSFUL
            RulesTest.trackedLives: FAILED RulesTest.trackedLives leaks:
            RulesTest.trackedOutside: FAILED Leaks.track needs a test that is checked at its end: \
            put @NoLeaks on it
            RulesTest.warmedUp: SUCCESSFUL
            RulesTest.withinBudget: SUCCESSFUL
            """);
  }

  @NewestJdk
  void package_should_be_checked_where_extensions_are_detected(Jdk jdk) {
    ForkedJvm.Result result =
        TestProgram.ofPackage("tidy", directory)
            .run(jdk, "junit.jupiter.extensions.autodetection.enabled=true", "tidy.PackageTest");

    assertThat(outcomes(result))
        .isEqualTo(
            """
            tidy.PackageTest.clean: SUCCESSFUL
            tidy.PackageTest.leaky: FAILED tidy.PackageTest.leaky leaks:
            """);
  }

  @OldestJdk
  void missing_agent_should_fail_with_the_line_to_add_or_skip_if_asked(Jdk jdk) {
    ForkedJvm.Result failed = TestProgram.in(directory).runPlain(jdk, "LeakyTest");
    ForkedJvm.Result skipped =
        TestProgram.in(directory).with("-Drefledger.missing=skip").runPlain(jdk, "LeakyTest");

    assertThat(failed.out().lines())
        .hasSize(6)
        .allMatch(line -> line.contains("FAILED no RefLedger agent in this JVM: add -javaagent:"));
    assertThat(skipped.out().lines()).hasSize(6).allMatch(line -> line.contains(": ABORTED "));
  }

  @Tag("neighbours")
  @NewestJdk
  void test_tools_should_be_no_leak_and_hide_none(Jdk jdk) {
    ForkedJvm.Result result =
        TestProgram.withTools(directory)
            .with("-XX:+EnableDynamicAgentLoading")
            .run(
                jdk,
                "ContainerTest",
                "LoggerTest",
                "MockitoExtensionTest",
                "MockitoTest",
                "ServerTest",
                "SpringLeakTest",
                "SpringTest");

    Map<Boolean, List<String>> outcomes =
        outcomes(result)
            .lines()
            .filter(line -> line.matches("\\w+Test\\.\\w+: .*")) // loggers write as well
            .collect(Collectors.partitioningBy(line -> line.endsWith("SUCCESSFUL")));
    assertThat(outcomes.get(false))
        .containsExactly(
            "SpringLeakTest.beginsAndDoesNotEnd: FAILED SpringLeakTest.beginsAndDoesNotEnd leaks:");
    assertThat(outcomes.get(true)).hasSize(18);
  }

  @Tag("neighbours")
  @OldestJdk
  void JUnits_before_and_after_should_do_as_well(Jdk jdk) {
    for (String junit : List.of("junit-5.10", "junit-6")) {
      ForkedJvm.Result result = TestProgram.on(junit, directory).run(jdk, "LeakyTest", "CleanTest");

      assertThat(outcomes(result).lines().filter(line -> line.startsWith("LeakyTest")))
          .containsExactlyElementsOf(LEAKS.lines().toList());
      assertThat(outcomes(result).lines().filter(line -> line.endsWith("SUCCESSFUL"))).hasSize(14);
    }
  }

  @NewestJdk
  void report_mode_should_tell_and_fail_nothing(Jdk jdk) {
    ForkedJvm.Result result =
        TestProgram.in(directory).with("-Drefledger.mode=report").run(jdk, "LeakyTest");

    assertThat(outcomes(result).lines()).hasSize(6).allMatch(line -> line.endsWith("SUCCESSFUL"));
    assertThat(result.out()).contains("entry LeakyTest.cacheEntry SURVIVOR APPLICATION fails=true");
  }

  @Tag("repetitions")
  @NewestJdk
  void tests_that_run_at_once_should_be_told_apart(Jdk jdk) {
    ForkedJvm.Result result =
        TestProgram.in(directory)
            .run(
                jdk,
                "junit.jupiter.execution.parallel.enabled=true",
                "junit.jupiter.execution.parallel.mode.default=concurrent",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=4",
                "LeakyTest",
                "CleanTest");

    assertThat(outcomes(result).lines().filter(line -> line.startsWith("LeakyTest")))
        .containsExactlyElementsOf(LEAKS.lines().toList());
    assertThat(outcomes(result).lines().filter(line -> line.startsWith("CleanTest")))
        .hasSize(14)
        .allMatch(line -> line.endsWith("SUCCESSFUL"));
  }

  private static String outcomes(ForkedJvm.Result result) {
    StringBuilder outcomes = new StringBuilder();
    result
        .out()
        .lines()
        .filter(line -> !line.startsWith("entry "))
        .forEach(line -> outcomes.append(line).append('\n'));
    return outcomes.toString();
  }
}
