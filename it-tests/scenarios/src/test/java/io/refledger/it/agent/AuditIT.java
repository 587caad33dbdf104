package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The ledger against the JVM's own heap dump, object by object and reference by reference. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AuditIT {
  @TempDir Path directory;

  @EachJdk
  void ledger_should_agree_with_the_heap(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("audit=exit,report=text:json,output=report")
            .with("-cp", Program.compile("Audited", directory), "Audited")
            .run();

    assertThat(result.out()).isEqualTo("kept 6\n");
    assertThat(result.status()).isZero();
    Report report = Report.in(directory.resolve("report"));
    JsonObject audit = report.json().getAsJsonObject("audit");
    assertThat(audit.get("objects").getAsLong()).isGreaterThan(5000);
    assertThat(audit.get("edges").getAsLong()).isGreaterThan(10_000);
    report.assertThatBooksAreRight();
    assertThat(report.schemaErrors()).isEmpty();
  }

  /** As after gc.freeze() no collection looks at them. */
  @NewestJdk
  void garbage_that_was_frozen_should_not_be_judged(Jdk jdk) {
    ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent("audit=exit,output=report")
        .with("-cp", Program.compile("Frozen", directory), "Frozen")
        .run();

    JsonObject audit = Report.in(directory.resolve("report")).json().getAsJsonObject("audit");
    assertThat(audit.get("late").getAsLong()).isZero();
    assertThat(audit.getAsJsonObject("excluded").get("frozen").getAsLong()).isEqualTo(2000);
  }

  @NewestJdk
  void running_program_should_be_audited_from_outside(Jdk jdk) {
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=none")
            .with("-cp", Program.compile("AuditedAlive", directory), "AuditedAlive")
            .start();
    program.awaitLine("ready");

    ForkedJvm.Result command = command(jdk, "audit", String.valueOf(program.pid()));

    ForkedJvm.Result result = program.end();
    assertThat(command.status()).as(command.err()).isZero();
    assertThatItAgrees(command.out());
    assertThat(result.out()).isEqualTo("ready\nover\n");
    assertThat(result.status()).isZero();
  }

  private ForkedJvm.Result command(Jdk jdk, String... arguments) {
    return ForkedJvm.on(jdk, directory)
        .with("-jar", Product.agentJar().toString())
        .with(arguments)
        .run();
  }

  private static void assertThatItAgrees(String text) {
    assertThat(text).startsWith("AGREEMENT WITH THE JVM'S HEAP\n");
    assertThat(figure(text, "objects in both")).isGreaterThan(1000);
    assertThat(figure(text, "dead here, in the heap")).as(text).isZero();
    // A frame's last use of an object is known to the JVM, and the ledger waits for its end.
    assertThat(figure(text, "live here, not in the heap")).as(text).isLessThan(30);
    assertThat(figure(text, "references compared")).isGreaterThan(1000);
    assertThat(figure(text, "references that differ")).as(text).isZero();
  }

  private static long figure(String text, String label) {
    return text.lines()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.substring(label.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  @NewestJdk
  void running_program_should_be_audited_by_its_bean(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=none,jmx=on")
            .with("-cp", Program.compile("AuditedAlive", directory), "AuditedAlive", "ask")
            .run();

    assertThat(result.out()).startsWith("ready\nlive true\ncollected true\n").endsWith("\nover\n");
    assertThatItAgrees(result.out().substring(result.out().indexOf("AGREEMENT")));
  }

  @OldestJdk
  void jvm_without_an_agent_should_be_one_line(Jdk jdk) {
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .with("-cp", Program.compile("AuditedAlive", directory), "AuditedAlive")
            .start();
    program.awaitLine("ready");

    ForkedJvm.Result command = command(jdk, "audit", String.valueOf(program.pid()));

    String line =
        "refledger: process "
            + program.pid()
            + ": no RefLedger agent runs there; attach PID loads it\n";
    assertThat(command.err()).isEqualTo(line);
    assertThat(command.status()).isEqualTo(2);
    assertThat(program.end().status()).isZero();
  }

  @OldestJdk
  void wrong_usage_should_be_one_line(Jdk jdk) {
    ForkedJvm.Result result = command(jdk, "audit", "x");

    assertThat(result.err())
        .startsWith("refledger: ")
        .contains("PID", "x", "--help")
        .hasLineCount(1);
    assertThat(result.status()).isEqualTo(2);
    assertThat(command(jdk).status()).isEqualTo(2);
    assertThat(command(jdk, "--version").out()).startsWith("RefLedger ");
  }
}
