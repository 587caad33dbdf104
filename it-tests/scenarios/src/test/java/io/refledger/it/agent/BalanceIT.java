package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Scenes;
import io.refledger.it.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Increfs and decrefs by call site, of the classes that were asked for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BalanceIT {
  private static final String SESSION = "Balanced$Session";

  @TempDir Path directory;

  @EachJdk
  void store_without_a_release_should_stand_first(Jdk jdk) throws IOException {
    ForkedJvm.Running program = start(jdk, "Balanced", "balance=" + SESSION);
    serve(program, 1);
    assertThat(program.end().status()).isZero();

    Report report = Report.in(directory.resolve("report"));
    JsonObject balance = balance(report);
    assertThat(report.schemaErrors()).isEmpty();
    assertThat(balance.get("type").getAsString()).isEqualTo(SESSION);
    assertThat(balance.getAsJsonObject("objects"))
        .hasToString("{\"born\":40,\"before\":0,\"alive\":4,\"dead\":36}");
    assertThat(sites(balance))
        .containsExactly(
            "remember +4 -0 held 4 > java.util.ArrayList.add",
            "open +40 -0 held 0 > java.util.HashMap$Node.<init>",
            "show +40 -0 held 0",
            "close +0 -40 held 0 > java.util.HashMap.remove",
            "hide +0 -40 held 0");
    assertThat(serials(balance)).containsExactly("1 +3 -2", "11 +3 -2", "21 +3 -2", "31 +3 -2");
    assertThat(Files.readString(directory.resolve("report/report.txt")))
        .contains("locals=lean: references by local variables are left out")
        .contains(SESSION + ": 40 born, 36 dead, 4 alive; +84 -80\n")
        .containsPattern(" \\+4 +-0 +4  Balanced\\.remember\\(Balanced\\.java:\\d+\\)\n")
        .containsPattern(
            " \\+4 +-0 +4    java\\.util\\.ArrayList\\.add\\(ArrayList\\.java:\\d+\\)\n");
  }

  @OldestJdk
  void exact_locals_should_be_recorded_too(Jdk jdk) {
    ForkedJvm.Running program = start(jdk, "Balanced", "locals=exact,balance=" + SESSION);
    serve(program, 1);
    assertThat(program.end().status()).isZero();

    JsonObject balance = balance(Report.in(directory.resolve("report")));
    assertThat(balance.get("net").getAsLong()).isEqualTo(4);
    // The parameter and the field; on the line of the closing brace the parameter ends.
    assertThat(sites(balance)).contains("show +80 -0 held 0", "show +0 -40 held 0");
  }

  @NewestJdk
  void no_count_should_change_when_all_classes_are_watched_on_several_threads(Jdk jdk) {
    Program.compile("Threads", directory);

    new Scenes("Threads", 16, directory).assertRightOn(jdk, "balance=**:java.**");
  }

  @EachJdk
  void running_program_should_be_watched_from_now_on(Jdk jdk) {
    Tool tool = new Tool(jdk, directory);
    ForkedJvm.Running program = start(jdk, "Balanced", "soft=strong");
    String pid = String.valueOf(program.pid());
    serve(program, 1);

    String watching = tool.ask("watch", pid, SESSION);
    serve(program, 2);
    String status = tool.ask("status", pid);
    assertThat(tool.refusal("watch", pid, "com.acme.["))
        .isEqualTo(
            "process "
                + pid
                + ": no pattern of class names: com.acme.[; "
                + "allowed are names with *, ** and ?, joined by ':'");
    assertThat(tool.refusal("watch", pid, "none")).contains("no class is named by the pattern");
    assertThat(tool.refusal("watch", pid)).contains("PATTERN", "--help");
    assertThat(program.end().status()).isZero();

    assertThat(watching).isEqualTo("watching " + SESSION + " from now on, live objects: 4\n");
    assertThat(status).contains("watch=" + SESSION);
    JsonObject balance = balance(Report.in(directory.resolve("report")));
    assertThat(balance.getAsJsonObject("objects"))
        .hasToString("{\"born\":40,\"before\":4,\"alive\":8,\"dead\":36}");
    assertThat(sites(balance))
        .startsWith("remember +4 -0 held 8 > java.util.ArrayList.add")
        .contains("show +40 -0 held 0", "hide +0 -40 held 0");
    assertThat(serials(balance)).startsWith("1 +0 -0", "2 +0 -0", "3 +0 -0", "4 +0 -0", "5 +3 -2");
  }

  @OldestJdk
  void finding_should_be_shown_with_the_tree_of_its_class(Jdk jdk) {
    Tool tool = new Tool(jdk, directory);
    ForkedJvm.Running program = start(jdk, "Hunted", "balance=Hunted$Session");
    serve(program, 1);
    serve(program, 2);
    assertThat(program.end().status()).isZero();
    Report report = Report.in(directory.resolve("report"));

    String growth = tool.ask("show", "report/report.json", "--finding", id(report, "GROWTH"));
    String cycle = tool.ask("show", "report/report.json", "--finding", id(report, "CYCLE"));

    assertThat(growth)
        .startsWith("GROWTH  1000 Hunted$Session")
        .contains("\nBALANCE\n")
        .contains("Hunted$Session: 21000 born, 20000 dead, 1000 alive; ")
        .containsPattern("held  call site\n.* 1000  Hunted\\.serve\\(Hunted\\.java:\\d+\\)\n");
    assertThat(cycle).startsWith("CYCLE  20 Hunted$Partner").doesNotContain("BALANCE");
  }

  private static String id(Report report, String kind) {
    return report.findings(kind).get(0).get("id").getAsString();
  }

  private static JsonObject balance(Report report) {
    assertThat(report.incomplete()).isEmpty();
    assertThat(report.json().get("balanceLost").getAsLong()).isZero();
    assertThat(report.json().getAsJsonArray("balance")).hasSize(1);
    return report.json().getAsJsonArray("balance").get(0).getAsJsonObject();
  }

  /** The application's sites by method, with their sums, and behind each the methods below. */
  private static List<String> sites(JsonObject balance) {
    List<String> lines = new ArrayList<>();
    for (JsonElement element : balance.getAsJsonArray("sites")) {
      JsonObject site = element.getAsJsonObject();
      String line = method(site) + sums(site) + " held " + site.get("held");
      for (JsonElement child : site.getAsJsonArray("children")) {
        JsonObject frame = child.getAsJsonObject().getAsJsonObject("frame");
        line += " > " + frame.get("class").getAsString() + "." + method(child.getAsJsonObject());
      }
      lines.add(line);
    }
    return lines;
  }

  private static String method(JsonObject site) {
    return site.getAsJsonObject("frame").get("method").getAsString();
  }

  private static String sums(JsonObject node) {
    return " +" + node.get("increfs") + " -" + node.get("decrefs");
  }

  private static List<String> serials(JsonObject balance) {
    List<String> lines = new ArrayList<>();
    for (JsonElement object : balance.getAsJsonArray("aliveObjects")) {
      lines.add(object.getAsJsonObject().get("serial") + sums(object.getAsJsonObject()));
    }
    return lines;
  }

  private ForkedJvm.Running start(Jdk jdk, String program, String options) {
    ForkedJvm.Running running =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent(options + ",output=report,report=text:json,interval=0")
            .with("-cp", Program.compile(program, directory), program)
            .start();
    running.awaitLine("ready");
    return running;
  }

  private static void serve(ForkedJvm.Running program, int times) {
    program.send("serve");
    program.awaitLine("served " + times);
  }
}
