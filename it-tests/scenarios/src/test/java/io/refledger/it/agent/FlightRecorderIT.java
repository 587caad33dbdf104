package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** The events of {@code jfr=on}, in the recording that the JVM writes at its end. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FlightRecorderIT {
  private static final String RECORDING = "program.jfr";

  @TempDir Path directory;

  @EachJdk
  void recording_of_a_run_should_have_its_drops_findings_and_totals(Jdk jdk) throws Exception {
    ForkedJvm.Running program =
        served(
            jdk,
            "output=report,interval=50ms,jfr=on",
            "-XX:StartFlightRecording=filename=" + file());
    program.awaitLine("ready");
    program.send("serve");
    program.awaitLine("served 1");

    assertThat(program.end().status()).isZero();

    assertThatDropIsTold(events("refledger.ResourceDropped"));
    assertThatFindingsAreTold(events("refledger.Finding"));
    RecordedEvent totals = last("refledger.Totals");
    assertThat(totals.getLong("live")).isGreaterThan(1000);
    assertThat(totals.getLong("underflows")).isZero();
    assertThat(totals.getLong("revived")).isZero();
    RecordedEvent collection = last("refledger.Collection");
    assertThat(collection.getInt("generation")).isEqualTo(2);
    assertThat(collection.getDuration("collectionTime").toNanos()).isPositive();
    assertThat(collection.getInstant("collectionStart")).isBefore(collection.getStartTime());
    RecordedEvent pool = last("refledger.Pool");
    assertThat(pool.getString("config")).isEqualTo("cpython-3.13");
    assertThat(pool.getInt("blockSize")).isEqualTo(16 * (pool.getInt("sizeClass") + 1));
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
    assertThatTypesAreDescribed();
    assertThatMissionControlReadsFindings();
    assertThat(printed(jdk))
        .contains("kind = \"CYCLE\"", "type = \"Served$Partner\"")
        .containsPattern("retainedSize = \\d+ bytes\n");
  }

  private static void assertThatDropIsTold(List<RecordedEvent> drops) {
    assertThat(drops).hasSize(1);
    RecordedEvent drop = drops.get(0);
    assertThat(drop.getString("type")).isEqualTo("java.io.FileInputStream");
    assertThat(drop.getString("closer")).isEqualTo("close");
    assertThat(drop.getString("droppedClass")).isEqualTo("Served");
    assertThat(drop.getString("droppedMethod")).isEqualTo("read");
    assertThat(drop.getInt("droppedLine")).isEqualTo(44);
    assertThat(drop.getInt("openedLine")).isEqualTo(42);
    assertThat(drop.getInstant("dropTime")).isBefore(drop.getStartTime());
    assertThat(drop.getThread().getJavaName()).isNotEqualTo("main");
  }

  private static void assertThatFindingsAreTold(List<RecordedEvent> findings) {
    Map<String, Long> countByType =
        findings.stream()
            .filter(
                finding -> finding.getString("type").matches("Served.*|java.io.FileInputStream"))
            .collect(
                Collectors.toMap(
                    finding -> finding.getString("kind") + " " + finding.getString("type"),
                    finding -> finding.getLong("count"),
                    Math::max));
    assertThat(countByType)
        .containsEntry("CYCLE Served$Partner", 10L)
        .containsEntry("RESOURCE java.io.FileInputStream", 1L);
  }

  private void assertThatTypesAreDescribed() throws IOException {
    try (RecordingFile recording = new RecordingFile(directory.resolve(RECORDING))) {
      List<EventType> ours =
          recording.readEventTypes().stream()
              .filter(type -> type.getName().startsWith("refledger."))
              .toList();
      assertThat(ours).hasSize(5);
      for (EventType type : ours) {
        assertThat(type.getCategoryNames()).containsExactly("RefLedger");
        assertThat(type.getDescription()).isNotBlank();
        assertThat(type.getFields()).allSatisfy(each -> assertThat(each.getLabel()).isNotBlank());
      }
    }
  }

  /** By its own parser, which gives sizes their unit. */
  private void assertThatMissionControlReadsFindings() throws Exception {
    IItemCollection findings =
        JfrLoaderToolkit.loadEvents(new File(file())).apply(ItemFilters.type("refledger.Finding"));
    assertThat(findings.values(Attribute.attr("type", "type", UnitLookup.PLAIN_TEXT)).get())
        .contains("Served$Partner");
    assertThat(findings.values(Attribute.attr("retainedSize", "size", UnitLookup.MEMORY)).get())
        .anySatisfy(size -> assertThat(size.longValueIn(UnitLookup.BYTE)).isPositive());
  }

  private String printed(Jdk jdk) throws IOException {
    Process print =
        new ProcessBuilder(
                jdk.home().resolve("bin/jfr").toString(),
                "print",
                "--events",
                "refledger.Finding",
                file())
            .redirectErrorStream(true)
            .start();
    return new String(print.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @NewestJdk
  void jvm_without_the_module_should_say_so_and_run(Jdk jdk) {
    ForkedJvm.Running program =
        served(
            jdk,
            "report=none,interval=0,jfr=on",
            "--limit-modules",
            "java.instrument,java.management,jdk.management,java.logging,jdk.unsupported");
    program.awaitLine("ready");

    ForkedJvm.Result result = program.end();

    assertThat(result.err())
        .startsWith(
            "refledger: jfr=on: this JVM has no flight recorder (module jdk.jfr), no events\n");
    assertThat(result.status()).isZero();
  }

  private ForkedJvm.Running served(Jdk jdk, String options, String... more) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .with(more)
        .withAgent(options)
        .with("-cp", Program.compile("Served", directory), "Served", "Served.class")
        .start();
  }

  private String file() {
    return directory.resolve(RECORDING).toString();
  }

  private RecordedEvent last(String type) throws IOException {
    List<RecordedEvent> events = events(type);
    return events.get(events.size() - 1);
  }

  private List<RecordedEvent> events(String type) throws IOException {
    return RecordingFile.readAllEvents(directory.resolve(RECORDING)).stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .toList();
  }
}
