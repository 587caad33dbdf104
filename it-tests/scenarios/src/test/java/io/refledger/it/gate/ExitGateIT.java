package io.refledger.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The gate at the end of a program: it fails what leaks, and hides no failure of the program. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExitGateIT {
  private static final String GATE = "gate=resource:growth";
  private static final String FAILED = "refledger: the gate failed, exit status 23";

  @TempDir Path directory;

  @BeforeEach
  void compile() {
    Program.compile("Gated", directory);
  }

  @NewestJdk
  void leak_should_end_the_program_with_the_status_of_the_gate(Jdk jdk) {
    ForkedJvm.Result result = run(jdk, GATE, "leaky");

    assertThat(result.out()).isEqualTo("done\n");
    assertThat(result.err().lines().toList()).last().isEqualTo(FAILED);
    assertThat(result.status()).isEqualTo(23);
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.verdict()).isEqualTo("gate-failed");
    assertThat(report.schemaErrors()).isEmpty();
    assertThat(run(jdk, GATE + ",exitcode=42", "leaky", "exit0").status()).isEqualTo(42);
    assertThat(run(jdk, GATE, "leaky", "otherThreadThrows").status()).isEqualTo(23);
  }

  @OldestJdk
  void own_failure_of_the_program_should_not_be_hidden(Jdk jdk) {
    ForkedJvm.Result exits = run(jdk, GATE, "leaky", "exit3");
    ForkedJvm.Result throwsOut = run(jdk, GATE, "leaky", "throws");

    assertThat(exits.status()).isEqualTo(3);
    assertThat(exits.err()).contains("the gate failed; the exit status is the program's own, 3");
    assertThat(throwsOut.status()).isEqualTo(1);
    assertThat(throwsOut.err()).contains("IllegalStateException: the program's own");
  }

  @NewestJdk
  void program_that_never_gets_to_main_should_end_with_its_own_status(Jdk jdk) {
    Program.compile("GatedBroken", directory);

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report," + GATE)
            .with("-cp", directory.toString(), "GatedBroken")
            .run();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("the exit status is the program's own, 1");
  }

  @NewestJdk
  void halt_that_looks_like_success_should_not_pass_unjudged(Jdk jdk) {
    ForkedJvm.Result halted = run(jdk, GATE, "fixed", "halt0");

    assertThat(halted.status()).isEqualTo(23);
    assertThat(halted.err())
        .isEqualTo(
            "refledger: the gate failed: the program halted before its report, exit status 23\n");
    assertThat(run(jdk, GATE, "fixed", "halt5").status()).isEqualTo(5);
    assertThat(run(jdk, "report=json", "fixed", "halt0").status()).isZero();
  }

  @OldestJdk
  void program_without_a_leak_and_kinds_that_are_not_asked_for_should_pass(Jdk jdk) {
    assertThat(run(jdk, GATE, "fixed").status()).isZero();
    assertThat(run(jdk, "gate=growth", "leaky").status()).isZero();
  }

  @NewestJdk
  void gate_should_fail_closed(Jdk jdk) {
    assertThatItDoesNotRun(run(jdk, GATE + ",trakc=a.**", "fixed"), "trakc");
    assertThatItDoesNotRun(run(jdk, "gate=growht", "fixed"), "gate=growht");
    assertThatItDoesNotRun(run(jdk, GATE + ",baseline=missing", "fixed"), "missing: no baseline");
    assertThatItDoesNotRun(run(jdk, GATE + ",resources=off", "fixed"), "resources=off");
    assertThatItDoesNotRun(run(jdk, GATE + ",locals=off", "fixed"), "locals=off");
    ForkedJvm.Result narrow = run(jdk, GATE + ",track=Gated*", "fixed");

    assertThat(narrow.status()).isEqualTo(23);
    assertThat(narrow.err()).contains("incomplete").endsWith(FAILED + "\n");
  }

  @OldestJdk
  void gate_in_a_file_or_a_property_should_fail_closed_too(Jdk jdk) throws IOException {
    Files.writeString(directory.resolve("conf"), "output=report\nno option\ngate=resource\n");
    ForkedJvm.Result config = agent(jdk, "config=conf").run();
    ForkedJvm.Result property =
        ForkedJvm.on(jdk, directory)
            .with("-Drefledger.gate=resource")
            .withAgent("trakc=a")
            .with("-cp", directory.toString(), "Gated")
            .run();

    assertThatItDoesNotRun(config, "config=conf: line 2");
    assertThatItDoesNotRun(property, "trakc");
  }

  @OldestJdk
  void report_that_cannot_be_written_should_fail_the_gate(Jdk jdk) throws IOException {
    Files.writeString(directory.resolve("report"), "a file where the directory should be");

    ForkedJvm.Result result = run(jdk, GATE, "fixed");

    assertThat(result.status()).isEqualTo(23);
    assertThat(result.err()).contains("cannot write reports").endsWith(FAILED + "\n");
  }

  @OldestJdk
  void what_cannot_be_used_should_be_one_line_where_there_is_no_gate(Jdk jdk) throws IOException {
    Files.writeString(directory.resolve("rules"), "RESOURCE:java.io.FileInputStream\n");

    ForkedJvm.Result result = run(jdk, "suppressions=rules", "fixed");

    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("done\n");
    assertThat(result.err())
        .isEqualTo(
            "refledger: rules:1: a suppression without a reason: end the line with \"-- why\":"
                + " RESOURCE:java.io.FileInputStream; the program runs without the agent\n");
  }

  @NewestJdk
  void excused_findings_should_pass_until_there_are_more(Jdk jdk) throws IOException {
    run(jdk, "report=json", "leaky");
    String id = Report.in(directory.resolve("report")).findings().get(0).id();
    Files.writeString(directory.resolve("known"), id + " RESOURCE java.io.FileInputStream max=1\n");
    Files.writeString(
        directory.resolve("rules"), "RESOURCE:Gated.forgetToClose -- closed by the system\n");
    Files.writeString(
        directory.resolve("old"), "RESOURCE:Gated.* until=2026-01-01 -- to be mended\n");

    assertThat(run(jdk, GATE + ",baseline=known", "leaky").status()).isZero();
    assertThat(run(jdk, GATE + ",baseline=known", "leaky", "leakier").status()).isEqualTo(23);
    assertThat(run(jdk, GATE + ",suppressions=rules", "leaky").status()).isZero();
    assertThat(run(jdk, GATE + ",suppressions=old", "leaky").status()).isEqualTo(23);
    assertThat(Files.readString(directory.resolve("report/report.txt")))
        .contains("expired, would match 1 finding: RESOURCE:Gated.* until=2026-01-01");
  }

  private void assertThatItDoesNotRun(ForkedJvm.Result result, String why) {
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().toList()).singleElement().asString().contains(why);
  }

  private ForkedJvm.Result run(Jdk jdk, String options, String... words) {
    List<String> arguments = List.of(words);
    return agent(jdk, "output=report,report=text:json," + options)
        .with(arguments.toArray(String[]::new))
        .run();
  }

  private ForkedJvm agent(Jdk jdk, String options) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent(options)
        .with("-cp", directory.toString(), "Gated");
  }
}
