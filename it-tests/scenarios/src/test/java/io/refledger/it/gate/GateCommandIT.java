package io.refledger.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code gate}, {@code baseline} and {@code merge} on reports of real programs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GateCommandIT {
  private static final String MISSING_REASON =
      ": a suppression without a reason: end the line with \"-- why\": RESOURCE:**";

  @TempDir Path directory;

  @NewestJdk
  void build_should_fail_on_a_new_leak_and_pass_on_known_and_excused_ones(Jdk jdk)
      throws IOException {
    Tool tool = new Tool(jdk, directory);
    report(jdk, "reports/one", "leaky");
    report(jdk, "reports/two", "fixed");

    ForkedJvm.Result failed =
        tool.run(
            "gate",
            "reports",
            "--sarif",
            "out/gate.sarif",
            "--junit",
            "out/TEST-gate.xml",
            "--markdown",
            "out/gate.md",
            "--annotations",
            "github");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out())
        .startsWith("GATE FAILED: 1 reason\n  - RESOURCE  1 FileInputStream")
        .contains("dropped at Gated.forgetToClose(Gated.java:")
        .contains("::error file=Gated.java,line=")
        .contains("1 finding in all: 0 known, 0 suppressed");
    assertThat(Files.readString(directory.resolve("out/gate.sarif"))).contains("\"2.1.0\"");
    assertThat(Files.readString(directory.resolve("out/TEST-gate.xml"))).contains("<failure ");
    assertThat(Files.readString(directory.resolve("out/gate.md"))).contains("### Failing (1)");

    assertThat(tool.ask("baseline", "reports", "-o", "known")).isEqualTo("known findings: 1\n");
    assertThat(tool.ask("gate", "reports", "--baseline", "known")).startsWith("GATE PASSED");
    assertThat(tool.ask("gate", "reports", "--fail-on", "growth")).startsWith("GATE PASSED");
    assertThat(tool.ask("gate", "reports", "--max", "RESOURCE:java.io.*=1"))
        .startsWith("GATE PASSED");
    assertThat(tool.run("gate", "reports", "--max", "RESOURCE:**=0").out())
        .contains("over the budget RESOURCE:**=0: 1 object");
    assertThatNewLeakFails(jdk, tool);
    assertThatSuppressionsAreListed(tool);
  }

  private void assertThatNewLeakFails(Jdk jdk, Tool tool) {
    report(jdk, "reports/three", "leakier");

    ForkedJvm.Result failed = tool.run("gate", "reports", "--baseline", "known");

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out()).contains("2 findings in all: 1 known, 0 suppressed");
    assertThat(failed.out()).contains("dropped at Gated.forgetOnceMore(Gated.java:");
  }

  private void assertThatSuppressionsAreListed(Tool tool) throws IOException {
    Files.writeString(
        directory.resolve("rules"),
        """
        RESOURCE:Gated.* -- the system closes them
        GROWTH:com.acme.** -- nothing of the kind
        CYCLE:** until=2026-01-31 -- over
        """);

    assertThat(tool.ask("gate", "reports", "--suppressions", "rules"))
        .contains(
            "2 findings in all: 0 known, 2 suppressed\n"
                + "suppression used, matches 2 findings: RESOURCE:Gated.* -- the system closes"
                + " them\n"
                + "suppression unused, matches 0 findings: GROWTH:com.acme.** -- nothing of the"
                + " kind\n"
                + "suppression expired, would match 0 findings: CYCLE:** until=2026-01-31 --"
                + " over\n");
  }

  @OldestJdk
  void shards_should_be_joined_and_what_was_not_seen_fail(Jdk jdk) throws IOException {
    Tool tool = new Tool(jdk, directory);
    report(jdk, "one", "leaky");
    report(jdk, "two,track=Gated*", "fixed");

    tool.ask("merge", "one", "two/report.json", "-o", "all/report.json");

    Report all = Report.in(directory.resolve("all"));
    assertThat(all.schemaErrors()).isEmpty();
    assertThat(all.verdict()).isEqualTo("incomplete");
    assertThat(all.findings()).hasSize(1);
    assertThat(tool.run("gate", "two").status()).isEqualTo(1);
    assertThat(tool.run("gate", "two").out())
        .contains("  - incomplete: tracking was narrowed to Gated*");
    assertThat(tool.ask("gate", "two", "--allow-incomplete"))
        .startsWith("GATE PASSED\n  not everything was seen: tracking was narrowed to Gated*\n");
    Files.createSymbolicLink(directory.resolve("latest"), directory.resolve("one"));
    assertThat(tool.run("gate", "latest", "one", "./one/report.json").out())
        .contains("1 finding in all: 0 known, 0 suppressed");
    assertThat(tool.ask("show", "all/report.json")).startsWith("VERDICT: incomplete");
  }

  @OldestJdk
  void what_cannot_be_read_should_be_one_line_that_says_what_where_and_what_to_do(Jdk jdk)
      throws IOException {
    Tool tool = new Tool(jdk, directory);
    report(jdk, "one", "fixed");
    Files.createDirectories(directory.resolve("empty"));
    String json = Files.readString(directory.resolve("one/report.json"));
    Files.writeString(directory.resolve("half.json"), json.substring(0, json.length() / 2));
    Files.writeString(
        directory.resolve("later.json"), json.replace("\"schema\": 1", "\"schema\": 2"));
    Files.writeString(directory.resolve("rules"), "# ours\nRESOURCE:**\n");
    Files.writeString(directory.resolve("known"), "GROWTH a.B max=1\n");

    assertThat(tool.refusal("gate", "empty"))
        .isEqualTo(
            "empty: no report.json below it; was the program run with the agent, and report=json?");
    assertThat(tool.refusal("gate", "missing.json"))
        .isEqualTo("missing.json: there is no such file");
    assertThat(tool.refusal("gate", "half.json")).startsWith("half.json: no JSON, or cut off: ");
    assertThat(tool.refusal("gate", "one", "later.json"))
        .contains("later.json", "schema 2 is not known, this version reads 1");
    assertThat(tool.refusal("gate", "one", "--suppressions", "rules"))
        .isEqualTo("rules:2" + MISSING_REASON);
    assertThat(tool.refusal("gate", "one", "--baseline", "known"))
        .startsWith("known:1: a line of a baseline is FINGERPRINT KIND type max=COUNT");
    assertThat(tool.refusal("gate", "one", "--baseline", "no"))
        .isEqualTo("no: no baseline: there is no such file");
    assertThat(tool.refusal("gate", "one", "--fail-on", "leak"))
        .startsWith("--fail-on=leak: allowed are growth resource survivor cycle");
    assertThat(tool.refusal("gate", "one", "--max", "GROWTH"))
        .startsWith("--max: a budget is KIND:PATTERN=N");
    assertThat(tool.refusal("gate", "one", "--annotations", "gitlab"))
        .startsWith("--annotations=gitlab: allowed is github");
    assertThat(tool.refusal("gate")).contains("REPORT.json|DIR", "--help");
    assertThat(tool.refusal("baseline", "one", "-o", "one"))
        .isEqualTo("one: cannot be written: it is a directory");
    assertThat(tool.refusal("gate", "")).startsWith("the name of a report is empty");
    assertThat(tool.refusal("merge", "one")).contains("--output", "--help");
  }

  private void report(Jdk jdk, String output, String word) {
    List<String> classPath = List.of("-cp", Program.compile("Gated", directory), "Gated", word);
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=json,output=" + output)
            .with(classPath.toArray(String[]::new))
            .run();
    assertThat(result.status()).as(result.err()).isZero();
  }
}
