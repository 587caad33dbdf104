package io.refledger.it.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import io.refledger.it.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program prints what it prints without the agent, and the agent finds the same, whatever
 * collector, compiler and limits the JVM has.
 */
@Tag("collectors")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CollectorsIT {
  private static final String CORPUS = "refledger.corpus";

  /** Those whose threads do not meet: they do the same in every run. */
  private static final Set<String> SINGLE_THREADED = Set.of("h2-tpcb", "jackson-roundtrip");

  /** What the program is known to have. */
  private static final String[] STEADY = {
    " CYCLE Steady$Partner 24", " GROWTH Steady$Session 600", " RESOURCE java.io.FileInputStream 6"
  };

  private static final int ID_LENGTH = 40;

  /** Jetty says on standard error that it logs there, with the time. */
  private static final String JETTYS_LOG = ":INFO::main: Logging initialized";

  @TempDir Path directory;

  static List<Workload> workloads() {
    return List.of(
        new Workload("jackson-roundtrip", "200"),
        new Workload("h2-tpcb", "500"),
        new Workload("jetty-loopback", "200"),
        new Workload("ecj-commons-lang3", "1"));
  }

  static Stream<Arguments> workloadsOnEachJdk() {
    return Jdks.all().stream()
        .flatMap(jdk -> workloads().stream().map(workload -> Arguments.of(workload, jdk)));
  }

  /** Findings and CHECK lines of the program that has one finding of each kind. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.refledger.it.Jdks#all")
  void known_findings_should_be_found_in_every_setting(Jdk jdk) throws IOException {
    Program.compile("Steady", directory);
    Files.writeString(directory.resolve("file"), "one");
    String[] program = {"-cp", directory.toString(), "Steady", "file"};
    String expected = Workload.check(ForkedJvm.on(jdk, directory).with(program).run());
    List<String> wrong = new ArrayList<>();
    Set<String> findings = null;

    for (Setting setting : Setting.all(jdk)) {
      Run run = run(jdk, setting.flags(), program);
      findings = findings == null ? run.findings() : findings;
      if (!run.check().equals(expected) || !run.findings().equals(findings) || run.isDoubtful()) {
        wrong.add(setting + ": " + run + "; first found: " + findings);
      }
      System.out.println("COLLECTOR Steady, " + jdk + ", " + setting + ": " + run);
    }

    assertThat(wrong).isEmpty();
    assertThat(findings)
        .map(finding -> finding.substring(ID_LENGTH))
        .containsExactlyInAnyOrder(STEADY);
  }

  /** Four programs, and each collector that the JDK has. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("workloadsOnEachJdk")
  @EnabledIfSystemProperty(named = CORPUS, matches = ".+")
  void workload_should_do_and_show_the_same_under_every_collector(Workload workload, Jdk jdk)
      throws Exception {
    String[] command = workload.command(jdk, directory.resolve("corpus"));
    String expected = Workload.check(ForkedJvm.on(jdk, directory).with(command).run());
    List<String> wrong = new ArrayList<>();
    Set<String> findings = null;

    for (Setting setting : Setting.collectors(jdk)) {
      Run run = run(jdk, setting.flags(), command);
      findings = findings == null ? run.findings() : findings;
      boolean isSame =
          !SINGLE_THREADED.contains(workload.name()) || run.findings().equals(findings);
      if (!run.check().equals(expected) || !isSame || run.isDoubtful()) {
        wrong.add(setting + ": " + run + "; first found: " + findings);
      }
      System.out.println("COLLECTOR " + workload + ", " + jdk + ", " + setting + ": " + run);
    }

    assertThat(wrong).isEmpty();
  }

  /** What a run has shown; doubts are what makes its books untrustworthy. */
  private record Run(String check, Set<String> findings, List<String> doubts) {
    boolean isDoubtful() {
      return !doubts.isEmpty();
    }
  }

  private Run run(Jdk jdk, List<String> flags, String[] command) {
    List<String> ordered = new ArrayList<>(List.of(command));
    ordered.addAll(ordered.indexOf("-cp"), flags);
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("output=report,report=json,interval=0")
            .with(ordered.toArray(String[]::new))
            .run();
    return new Run(Workload.check(result), findings(), doubts(result));
  }

  private Set<String> findings() {
    return Report.in(directory.resolve("report")).findings().stream()
        .map(ReportedFinding::fingerprintKindTypeAndCount)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> doubts(ForkedJvm.Result result) {
    Report report = Report.in(directory.resolve("report"));
    List<String> doubts = new ArrayList<>(report.incomplete());
    doubts.addAll(report.skipped("classesSkipped"));
    result
        .err()
        .lines()
        .filter(line -> !line.startsWith("refledger: ") && !line.contains(JETTYS_LOG))
        .forEach(doubts::add);
    return doubts;
  }
}
