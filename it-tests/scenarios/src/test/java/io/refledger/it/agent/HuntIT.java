package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a program that runs, and to the reports that it wrote. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HuntIT {
  private static final String CYCLE = "CYCLE  %d Hunted$Partner";
  private static final String GROWTH = "GROWTH  %d Hunted$Session";

  @TempDir Path directory;

  @BeforeEach
  void makePathReal() throws IOException {
    directory = directory.toRealPath();
  }

  @EachJdk
  void program_should_be_hunted_while_it_runs(Jdk jdk) throws IOException {
    Tool tool = new Tool(jdk, directory);
    ForkedJvm.Running program = start(jdk, "output=report,interval=0");
    String pid = String.valueOf(program.pid());

    String status = tool.ask("status", pid);
    String frozen = tool.ask("freeze", pid);
    serve(program, 1);
    String first = tool.ask("report", pid, "-o", "first, and,answer=odd");
    serve(program, 2);
    String collected = tool.ask("collect", pid);
    String second = tool.ask("report", pid);
    String statusAfter = tool.ask("status", pid);

    ForkedJvm.Result result = program.end();
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("ready\nserved 1\nserved 2\n");
    assertThat(status)
        .startsWith("RefLedger ")
        .contains("pid " + pid, "VERDICT: clean\n")
        .contains("Options: output=report,report=text:json,interval=0\n")
        .containsPattern("frozen +0\n")
        .containsPattern("The ledger uses .* outside the Java heap, of at most .*\\.\n");
    assertThat(frozen).matches("unreachable objects found: \\d+\nobjects frozen: \\d{2,}\n");
    assertThat(collected).matches("unreachable objects found: \\d+\n");
    assertThat(statusAfter).containsPattern("frozen +[1-9]\\d+\n");
    Path firstDirectory = directory.resolve("first, and,answer=odd");
    String verdict = "VERDICT: findings\n1 leak found.\n";
    assertThat(first).isEqualTo(verdict + files(firstDirectory));
    assertThat(second).isEqualTo(verdict + files(directory.resolve("report")));
    assertThat(Report.in(firstDirectory).liveByClass()).containsEntry("Hunted$Session", 500L);
    Report last = Report.in(directory.resolve("report"));
    assertThat(last.liveByClass()).doesNotContainKey("Hunted$Partner");
    JsonObject cycle = last.findings("CYCLE").get(0);
    assertThat(cycle.get("count").getAsLong()).isEqualTo(20);
    assertThat(references(cycle.getAsJsonArray("cycle")))
        .containsExactly(
            "Hunted$Partner -> Hunted$Partner: Hunted$Partner.other, line 48",
            "Hunted$Partner -> Hunted$Partner: Hunted$Partner.other, line 47");
    assertThat(last.incomplete()).isEmpty();
    assertThat(last.schemaErrors()).isEmpty();
  }

  private static List<String> references(JsonArray cycle) {
    return cycle.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            edge ->
                edge.get("referrer").getAsString()
                    + " -> "
                    + edge.get("referent").getAsString()
                    + ": "
                    + edge.get("reference").getAsString()
                    + ", line "
                    + edge.getAsJsonObject("storedAt").get("line"))
        .toList();
  }

  private static String files(Path directory) {
    return directory.resolve("report.txt") + "\n" + directory.resolve("report.json") + "\n";
  }

  @NewestJdk
  void reports_should_be_shown_and_compared(Jdk jdk) throws IOException {
    Tool tool = new Tool(jdk, directory);
    ForkedJvm.Running program = start(jdk, "output=report,interval=0");
    serve(program, 1);
    tool.ask("report", String.valueOf(program.pid()), "-o", "first");
    serve(program, 2);
    assertThat(program.end().status()).isZero();
    Path first = directory.resolve("first");
    String id = Report.in(first).findings("CYCLE").get(0).get("id").getAsString();

    String shown = tool.ask("show", "report/report.json");
    String finding = tool.ask("show", "first/report.json", "--finding", id.substring(0, 8));
    String graph = tool.ask("show", "first/report.json", "--finding", id, "--dot");
    String diff = tool.ask("diff", "first/report.json", "report/report.json");

    assertThat(shown).isEqualTo(Files.readString(directory.resolve("report/report.txt")));
    assertThat(finding)
        .startsWith(CYCLE.formatted(10))
        .contains("id " + id, "~~~~~", "type Hunted$Partner");
    assertThat(graph)
        .startsWith("digraph \"" + id + "\" {\n")
        .contains("n0 -> n1 [label=\"Hunted$Partner.other\\nstored at Hunted.", "color=red")
        .contains("n1 -> n0 [label=\"Hunted$Partner.other\\nstored at Hunted.");
    assertThat(diff)
        .startsWith("VERDICT: findings\nFindings: 0 new, 0 gone, 2 grown, 0 shrunk, 0 as before.\n")
        .contains("2 GROWN\n\n" + GROWTH.formatted(1000), "\nobjects 500 -> 1000\nretained ")
        .contains(CYCLE.formatted(20), "\nobjects 10 -> 20\nid " + id + "\n")
        .containsPattern("references stored +\\d+ -> +\\d+\n");
    assertThat(tool.ask("diff", "report/report.json", "report/report.json"))
        .isEqualTo("VERDICT: findings\nFindings: 0 new, 0 gone, 0 grown, 0 shrunk, 2 as before.\n");
    assertThat(tool.refusal("show", "first/report.json", "--finding", "x"))
        .isEqualTo("first/report.json: no finding begins with x, there are 2");
    assertThat(tool.refusal("show", "first/report.json", "--dot"))
        .startsWith("--dot needs --finding");
    assertThatDamageIsNamed(tool, first.resolve("report.json"));
  }

  private void assertThatDamageIsNamed(Tool tool, Path report) throws IOException {
    String json = Files.readString(report);
    Files.writeString(directory.resolve("half.json"), json.substring(0, json.length() / 2));
    Files.writeString(
        directory.resolve("other.json"), json.replace("\"schema\": 1", "\"schema\": 9"));

    assertThat(tool.refusal("show", "none.json")).isEqualTo("none.json: there is no such file");
    assertThat(tool.refusal("show", "half.json")).startsWith("half.json: no JSON, or cut off: ");
    assertThat(tool.refusal("diff", "first/report.json", "other.json"))
        .contains("other.json", "schema 9 is not known, this version reads 1");
  }

  @OldestJdk
  void what_cannot_be_asked_should_be_one_line(Jdk jdk) throws IOException {
    Tool tool = new Tool(jdk, directory);
    ForkedJvm.Running program = start(jdk, "report=none,interval=0");
    String pid = String.valueOf(program.pid());
    Path taken = Files.writeString(directory.resolve("taken"), "a file");
    Process noJvm =
        new ProcessBuilder("sh", "-c", "trap 'exit 3' QUIT; while :; do sleep 1; done").start();

    try {
      assertThat(tool.refusal("status", String.valueOf(noJvm.pid())))
          .isEqualTo("process " + noJvm.pid() + " is no JVM");
      // The signal by which the JDK attaches would have ended it.
      assertThat(noJvm.isAlive()).isTrue();
    } finally {
      noJvm.destroy();
    }
    assertThat(tool.refusal("report", pid, "-o", "taken"))
        .contains("process " + pid, "cannot write reports", taken.toString());
    assertThat(tool.refusal("collect", "99999999")).isEqualTo("no such process: 99999999");
    assertThat(tool.refusal("freeze")).contains("PID", "--help");
    assertThat(tool.refusal("hunt", pid)).contains("hunt", "--help");
    assertThat(tool.ask("report", pid)).contains("report.txt", "report.json");
    assertThat(tool.ask("report", "--help")).startsWith("Usage: ").contains("report", "PID");
    assertThat(program.end().status()).isZero();
  }

  @NewestJdk
  void bean_should_answer_the_same_questions(Jdk jdk) {
    String options = "output=report,report=text:json:html,interval=0,jmx=on";
    ForkedJvm.Running program = start(jdk, options, "bean");
    serve(program, 1);

    ForkedJvm.Result result = program.end();

    assertThat(result.out())
        .contains("\nfrozen true\n", "VERDICT: clean", "The ledger uses ", "report.json")
        // The sessions were there before the freeze.
        .endsWith(
            "VERDICT: clean\nNo leaks found.\n"
                + files(directory.resolve("report"))
                + directory.resolve("report/report.html")
                + "\n\n");
    assertThat(result.status()).isZero();
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
  }

  private ForkedJvm.Running start(Jdk jdk, String options, String... arguments) {
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent(options)
            .with("-cp", Program.compile("Hunted", directory), "Hunted")
            .with(arguments)
            .start();
    program.awaitLine("ready");
    return program;
  }

  private static void serve(ForkedJvm.Running program, int times) {
    program.send("serve");
    program.awaitLine("served " + times);
  }
}
