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
import io.refledger.it.ReportedFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Resources that a program drops, by the method that drops them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResourcesIT {
  private static final String FILE = "java.io.FileInputStream";

  @TempDir Path directory;

  @EachJdk
  void each_dropped_resource_should_be_one_finding_about_the_outermost(Jdk jdk) throws IOException {
    Path more = Files.writeString(directory.resolve("more.txt"), "Unclosed$Port attach detach\n");

    Report report = run(jdk, "resources=" + more);

    Map<String, String> typeByMethod = new TreeMap<>();
    for (JsonObject finding : report.findings("RESOURCE")) {
      assertThat(finding.get("count").getAsLong()).as(finding.toString()).isEqualTo(1);
      assertThat(finding.get("origin").getAsString()).isEqualTo("application");
      typeByMethod.merge(droppedIn(finding), finding.get("type").getAsString(), String::concat);
    }
    String stream = "java.util.stream.ReferencePipeline$";
    assertThat(typeByMethod.remove("walk")).startsWith(stream);
    assertThat(typeByMethod)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("nulled", FILE),
                Map.entry("returned", FILE),
                Map.entry("byField", FILE),
                Map.entry("inCycle", FILE),
                Map.entry("wrapped", "java.io.BufferedReader"),
                Map.entry("outlivesWrapper", FILE),
                Map.entry("outerClosedOnly", FILE),
                Map.entry("list", stream + "Head"),
                Map.entry("lines", stream + "Head"),
                Map.entry("inflater", "java.util.zip.Inflater"),
                Map.entry("gzip", "java.util.zip.GZIPInputStream"),
                Map.entry("socket", "java.net.Socket"),
                Map.entry("accepted", "java.net.Socket"),
                Map.entry("loader", "java.net.URLClassLoader"),
                Map.entry("executor", "java.util.concurrent.ThreadPoolExecutor"),
                Map.entry("port", "Unclosed$OtherPort")));
    assertThat(report.json().get("verdict").getAsString()).isEqualTo("findings");
    assertThat(report.schemaErrors()).isEmpty();
  }

  @NewestJdk
  void finding_should_tell_what_was_open_and_how_it_was_held(Jdk jdk) throws IOException {
    Report report = run(jdk, "resources=on");

    JsonObject wrapped = droppedIn(report, "wrapped");
    assertThat(wraps(wrapped)).containsExactly("java.io.InputStreamReader", FILE);
    assertThat(references(wrapped))
        .containsExactly("java.io.BufferedReader.in", "java.io.Reader.lock");
    JsonObject walk = droppedIn(report, "walk");
    assertThat(wraps(walk))
        .contains("java.nio.file.FileTreeWalker", "sun.nio.fs.UnixDirectoryStream");
    assertThat(references(walk)).contains("java.nio.file.FileTreeWalker$DirectoryNode.stream");
    JsonObject inflater = droppedIn(report, "inflater");
    assertThat(inflater.get("advice").getAsString())
        .startsWith("Call end() in a finally block on the Inflater made at Unclosed.inflater(");
    JsonObject nulled = droppedIn(report, "nulled");
    int allocated = nulled.getAsJsonObject("allocatedAt").get("line").getAsInt();
    int dropped = nulled.getAsJsonObject("droppedAt").get("line").getAsInt();
    assertThat(dropped).isEqualTo(allocated + 1);
    assertThat(report.json().getAsJsonArray("releasedByGc").toString())
        .contains("java.nio.DirectByteBuffer", "fineBuffer");
  }

  @NewestJdk
  void nothing_should_be_reported_when_resources_are_off(Jdk jdk) throws IOException {
    Report report = run(jdk, "resources=off");

    assertThat(report.findings("RESOURCE")).isEmpty();
    assertThat(report.json().get("verdict").getAsString()).isEqualTo("clean");
  }

  @OldestJdk
  void resources_that_pile_up_open_should_be_resource_findings_and_closed_ones_growth(Jdk jdk)
      throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "one");

    Report report = Report.in(kept(jdk, file));

    Map<String, String> findingByHolder = new TreeMap<>();
    for (ReportedFinding finding : report.findings()) {
      if (finding.isVerdictRelevant()) {
        String text = finding.kind() + " " + finding.count() + " " + finding.type();
        findingByHolder.merge(finding.path().get(0).reference(), text, String::concat);
      }
    }
    assertThat(findingByHolder)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Kept.STREAMS", "RESOURCE 120 " + FILE),
                Map.entry("Kept.INFLATERS", "RESOURCE 120 java.util.zip.Inflater"),
                Map.entry("Kept.READERS", "RESOURCE 120 java.io.BufferedReader"),
                Map.entry("Kept.CLOSED", "GROWTH 120 " + FILE),
                Map.entry("Kept.OWNERS", "GROWTH 120 Kept$Owner")));
    assertThat(report.findings("RESOURCE").toString())
        .contains("Call end() on the Inflater that Kept.main(Kept.java:");
    assertThat(report.schemaErrors()).isEmpty();
  }

  private Path kept(Jdk jdk, Path file) {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=text:json,output=report")
            .with("-cp", Program.compile("Kept", directory), "Kept")
            .with(file.toString())
            .run();
    assertThat(result.out()).as(result.err()).isEqualTo("done 120000\n");
    return directory.resolve("report");
  }

  private Report run(Jdk jdk, String option) throws IOException {
    Files.createDirectories(directory.resolve("dir"));
    Files.writeString(directory.resolve("dir/file"), "one\ntwo\n");
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=text:json,output=report," + option)
            .with("-cp", Program.compile("Unclosed", directory), "Unclosed")
            .run();
    assertThat(result.out()).as(result.err()).isEqualTo("done\n");
    assertThat(result.status()).isZero();
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.incomplete()).isEmpty();
    return report;
  }

  private static JsonObject droppedIn(Report report, String method) {
    return report.findings("RESOURCE").stream()
        .filter(finding -> droppedIn(finding).equals(method))
        .findFirst()
        .orElseThrow();
  }

  /** The method of the program whose statement dropped the last reference. */
  private static String droppedIn(JsonObject finding) {
    JsonObject frame = finding.getAsJsonObject("droppedAt");
    JsonElement caller = frame.get("calledFrom");
    return (caller.isJsonNull() ? frame : caller.getAsJsonObject()).get("method").getAsString();
  }

  private static List<String> wraps(JsonObject finding) {
    return finding.getAsJsonArray("wraps").asList().stream().map(JsonElement::getAsString).toList();
  }

  private static List<String> references(JsonObject finding) {
    return finding.getAsJsonArray("path").asList().stream()
        .map(step -> step.getAsJsonObject().get("reference").getAsString())
        .toList();
  }
}
