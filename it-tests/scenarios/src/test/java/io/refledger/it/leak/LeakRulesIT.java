package io.refledger.it.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is growth and what is not: the patterns of {@code src/test/programs/leaks}. */
@Tag("leaks")
@Tag("corpus")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeakRulesIT {
  @TempDir Path directory;
  private String classPath;

  @BeforeEach
  void compile() {
    classPath = LeakPattern.compile(directory);
  }

  @EachJdk
  void each_leak_should_be_one_finding_with_class_reference_and_line(Jdk jdk) {
    List<LeakPattern> patterns = LeakPattern.leaky();

    Report report = run(jdk, patterns);

    assertThatNothingIsWrong(report, patterns);
  }

  @EachJdk
  void nothing_should_be_found_in_what_levels_off(Jdk jdk) {
    List<LeakPattern> patterns = LeakPattern.silent();

    Report report = run(jdk, patterns);

    assertThatNothingIsWrong(report, patterns);
  }

  @EachJdk
  void two_runs_should_have_the_same_findings(Jdk jdk) {
    List<String> first = identities(run(jdk, LeakPattern.all()));
    List<String> second = identities(run(jdk, LeakPattern.all()));

    assertThat(first).isNotEmpty();
    assertThat(second).containsExactlyInAnyOrderElementsOf(first);
  }

  static Stream<Arguments> eachAlone() {
    return Jdks.all().stream()
        .flatMap(jdk -> LeakPattern.all().stream().map(pattern -> Arguments.of(pattern, jdk)));
  }

  /** Its neighbours' births do not fill up the cohorts, nor does their size hide it. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("eachAlone")
  void pattern_should_be_judged_alike_when_it_runs_alone(LeakPattern pattern, Jdk jdk) {
    List<LeakPattern> patterns = List.of(pattern);

    Report report = run(jdk, patterns);

    assertThatNothingIsWrong(report, patterns);
  }

  private Report run(Jdk jdk, List<LeakPattern> patterns) {
    String[] names = patterns.stream().map(LeakPattern::name).toArray(String[]::new);
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,report=json:text")
            .with("-Xmx1g", "-cp", classPath, "Patterns")
            .with(names)
            .run();
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("done 3000 " + String.join(" ", names) + "\n");
    return Report.in(directory.resolve("report"));
  }

  private static void assertThatNothingIsWrong(Report report, List<LeakPattern> patterns) {
    List<String> faults = LeakPattern.faults(report, patterns);
    assertThat(String.join("\n", faults)).isEmpty();
    assertThat(report.schemaErrors()).isEmpty();
  }

  private static List<String> identities(Report report) {
    return report.findings().stream()
        .map(ReportedFinding::fingerprintKindTypeCountAndPath)
        .collect(Collectors.toList());
  }
}
