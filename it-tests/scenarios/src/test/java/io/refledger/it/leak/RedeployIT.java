package io.refledger.it.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import io.refledger.it.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Class loaders that were closed, by the method that made them and what holds them still. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedeployIT {
  @TempDir Path directory;

  @EachJdk
  void closed_loaders_that_are_held_should_be_found_with_the_reference(Jdk jdk) throws IOException {
    directory = directory.toRealPath();
    Tool tool = new Tool(jdk, directory);
    Path plugins = Files.createDirectory(directory.resolve("plugins"));
    Program.compile("RedeployedPlugin", plugins);
    ForkedJvm.Running program =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,report=json:text")
            .with("-cp", Program.compile("Redeployed", directory), "Redeployed")
            .with(plugins.toString())
            .start();
    program.awaitLine("ready");

    tool.ask("report", String.valueOf(program.pid()), "-o", "running");
    ForkedJvm.Result result = program.end();

    assertThat(result.status()).as(result.err()).isZero();
    Map<String, String> running = survivors(Report.in(directory.resolve("running")));
    assertThat(running)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "forThread",
                    "2 java.lang.Thread." + (hasHolder(jdk) ? "contextClassLoader" : "target"),
                "forWorker",
                    "2 java.lang.Thread" + (hasHolder(jdk) ? "$FieldHolder.task" : ".target"),
                "forLocal", "2 java.lang.ThreadLocal$ThreadLocalMap$Entry.value",
                "forDriver", "2 java.sql.DriverInfo.driver",
                "forHook", "2 [x]",
                "forLogger", "2 [x]",
                "forStatic", "2 java.util.HashMap$Node.value"));
    assertThatAdviceNamesWhatIsLacking(Report.in(directory.resolve("running")), jdk);
    // Hooks have run by then, and the JDK's own has closed all handlers.
    running.keySet().removeAll(List.of("forHook", "forLogger"));
    assertThat(survivors(Report.in(directory.resolve("report")))).isEqualTo(running);
  }

  private static void assertThatAdviceNamesWhatIsLacking(Report report, Jdk jdk) {
    List<String> advice = new ArrayList<>();
    for (JsonObject finding : report.findings("SURVIVOR")) {
      advice.add(finding.get("advice").getAsString());
    }
    String orContext = ", or give it another context class loader,";
    String before = " before the class loader is closed.";
    assertThat(advice)
        .containsExactlyInAnyOrder(
            "Stop thread forever" + (hasHolder(jdk) ? orContext : "") + before,
            "Stop thread forever" + before,
            "Call ThreadLocal.remove for the RedeployedPlugin$State of thread pool" + before,
            "Call DriverManager.deregisterDriver for the RedeployedPlugin$PluginDriver" + before,
            "Call Runtime.removeShutdownHook for its hook" + before,
            "Take the RedeployedPlugin$PluginHandler out of its logger" + before,
            "Take the RedeployedPlugin out of Redeployed.LISTENERS" + before);
  }

  /** Whether a thread has its task one step further away. */
  private static boolean hasHolder(Jdk jdk) {
    return jdk.feature() >= 19;
  }

  private static Map<String, String> survivors(Report report) {
    assertThat(report.schemaErrors()).isEmpty();
    Map<String, String> byMethod = new TreeMap<>();
    for (ReportedFinding finding : report.findings()) {
      if (finding.isVerdictRelevant()) {
        assertThat(finding.kind()).as(finding.toString()).isEqualTo("SURVIVOR");
        assertThat(finding.type()).isEqualTo("java.net.URLClassLoader");
        String suspect =
            finding.path().stream()
                .filter(ReportedFinding.Step::suspect)
                .map(ReportedFinding.Step::reference)
                .findFirst()
                .orElseThrow();
        String method = finding.allocatedAt().orElseThrow().method();
        byMethod.merge(method, finding.count() + " " + suspect, String::concat);
      }
    }
    return byMethod;
  }
}
