package io.refledger.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that is run without the agent and with it, and is not to notice: it prints the same and
 * ends the same; the agent adds no more than its own lines, and has no doubts.
 *
 * @param jdk what runs it
 * @param directory where it runs
 * @param before what stands before the agent on the command line
 * @param after what stands behind the agent
 */
record Unharmed(Jdk jdk, Path directory, List<String> before, List<String> after) {
  /** What a program prints last, with figures that depend on its work. */
  private static final String CHECK = "CHECK ";

  private static final String OWN_LINE = "refledger: ";
  private static final String INCUBATORS = "WARNING: Using incubator modules: ";

  /** What came out of both runs. */
  record Outcome(ForkedJvm.Result plain, ForkedJvm.Result woven, Report report) {}

  /** A program whose arguments all stand behind the agent. */
  static Unharmed program(Jdk jdk, Path directory, String... command) {
    return new Unharmed(jdk, directory, List.of(), List.of(command));
  }

  /** The same with these arguments before the agent. */
  Unharmed withBefore(String... arguments) {
    return new Unharmed(jdk, directory, List.of(arguments), after);
  }

  /** The same with these arguments right behind the agent. */
  Unharmed withBehind(String... arguments) {
    return new Unharmed(
        jdk, directory, before, Stream.concat(Stream.of(arguments), after.stream()).toList());
  }

  /** Runs it twice, and asserts that it was not harmed. */
  Outcome assertUnharmed() {
    ForkedJvm.Result plain = plain();
    return assertUnharmed(plain, woven("output=report"));
  }

  /** One run without the agent. */
  ForkedJvm.Result plain() {
    return jvm().with(words(after)).run();
  }

  /** One run with the agent. */
  ForkedJvm.Result woven(String options) {
    return jvm().withAgent(options).with(words(after)).run();
  }

  private ForkedJvm jvm() {
    return ForkedJvm.on(jdk, directory).with(words(before));
  }

  private static String[] words(List<String> arguments) {
    return arguments.toArray(String[]::new);
  }

  /** Asserts that the second run was as the first, but for what is the agent's. */
  Outcome assertUnharmed(ForkedJvm.Result plain, ForkedJvm.Result woven) {
    Outcome outcome = assertSeenButInDoubt(plain, woven);
    assertThat(outcome.report().total("revived")).as("revived").isZero();
    assertThat(outcome.report().incomplete()).isEmpty();
    return outcome;
  }

  /** As above, but the books may be in doubt, which the report then says. */
  Outcome assertSeenButInDoubt(ForkedJvm.Result plain, ForkedJvm.Result woven) {
    assertThat(plain.out()).as(plain.err()).contains(CHECK);
    assertThat(woven.out()).as(woven.err()).isEqualTo(plain.out());
    assertThat(ofProgram(woven.err())).isEqualTo(ofProgram(plain.err()));
    assertThat(woven.status()).isEqualTo(plain.status());
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("allocated")).isPositive();
    assertThat(report.total("underflows")).as("underflows").isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(leaksOfTheApplication(report)).isEmpty();
    return new Outcome(plain, woven, report);
  }

  /**
   * None of the programs leaks: what looks like a leak is a neighbour's, and told as a library's.
   */
  private static List<String> leaksOfTheApplication(Report report) {
    return report.findings().stream()
        .filter(ReportedFinding::isVerdictRelevant)
        .filter(finding -> finding.origin().equals("application"))
        .map(ReportedFinding::fingerprintKindTypeCountAndPath)
        .toList();
  }

  /** Without our lines, and without the JVM's about incubators, whose order is by chance. */
  private static String ofProgram(String err) {
    return err.lines()
        .filter(line -> !line.startsWith(OWN_LINE) && !line.startsWith(INCUBATORS))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
