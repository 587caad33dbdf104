package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as {@code report=tsv:hprof:collapsed} writes it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportIT {
  @TempDir Path directory;

  @EachJdk
  void export_should_have_every_line_of_the_programs_classes(Jdk jdk) throws IOException {
    List<String> lines = exportOf(jdk, "Exported", "tsv");

    // What the JVM calls a lambda's class is not the same twice.
    Stream<String> own =
        lines.stream()
            .map(line -> line.replaceAll("\\$\\$Lambda[^\t#]*", "\\$\\$Lambda"))
            .filter(line -> line.contains("Exported"));
    assertThat(own)
        .containsExactlyInAnyOrder(
            tabs("O Exported 1"),
            tabs("O Exported$$Lambda 1"),
            tabs("O Exported$Inner 1"),
            tabs("O Exported$Node 6"),
            tabs("O Exported$SoftlyHeld 1"),
            tabs("O [LExported$Node; 2"),
            tabs("O [[LExported$Node; 1"),
            tabs("E Exported$$Lambda Exported$$Lambda#arg$1 Exported$Node 1"),
            tabs("E Exported$Inner Exported$Inner#this$0 Exported 1"),
            tabs("E Exported$Node Exported$Base#below Exported$Node 2"),
            tabs("E Exported$Node Exported$Node#below Exported$Node 1"),
            tabs("E Exported$Node Exported$Node#cargo Exported$Node 1"),
            tabs("E [LExported$Node; [] Exported$Node 1"),
            tabs("E [Ljava.lang.Object; [] Exported$Node 3"),
            tabs("E [[LExported$Node; [] [LExported$Node; 2"),
            tabs("E static Exported#constants [Ljava.lang.Object; 1"),
            tabs("E static Exported#first Exported$Node 1"),
            tabs("E static Exported#grid [[LExported$Node; 1"),
            tabs("E static Exported#inner Exported$Inner 1"),
            tabs("E static Exported#row [Ljava.lang.Object; 1"),
            tabs("E static Exported#soft java.lang.ref.SoftReference 1"),
            tabs("E static Exported#supplier Exported$$Lambda 1"),
            tabs("E static Exported#weak java.lang.ref.WeakReference 1"),
            tabs("E static Exported$Registry#REGISTERED Exported$Node 1"));
    assertThat(lines)
        .noneMatch(line -> line.contains("java.lang.ref.Reference#referent"))
        .noneMatch(line -> line.matches("O\tjava\\.lang\\.(Boolean|Character)\t.*"));
  }

  @NewestJdk
  void exports_should_be_alone_in_their_directory_and_of_one_graph(Jdk jdk) throws IOException {
    List<String> lines = exportOf(jdk, "Exported", "tsv:hprof:collapsed");

    try (Stream<Path> files = Files.list(directory.resolve("report"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "report.tsv",
              "report.hprof",
              "live.collapsed",
              "retained.collapsed",
              "holders.collapsed");
    }
    assertThat(lines)
        .isSortedAccordingTo(
            Comparator.<String>comparingInt(line -> -line.charAt(0))
                .thenComparing(line -> line.substring(0, line.lastIndexOf('\t'))));
    assertThat(DumpedHeap.facts(directory.resolve("report/report.hprof")))
        .containsExactlyInAnyOrderElementsOf(lines);
    assertThat(total("retained.collapsed")).isEqualTo(total("live.collapsed"));
    assertThat(Files.readAllLines(directory.resolve("report/live.collapsed")))
        .contains("Exported.main:52;Exported$Inner 16");
    assertThat(Files.readAllLines(directory.resolve("report/holders.collapsed")))
        .contains("static Exported.inner;Exported$Inner 1");
  }

  private long total(String file) throws IOException {
    return Files.readAllLines(directory.resolve("report").resolve(file)).stream()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private List<String> exportOf(Jdk jdk, String program, String formats) throws IOException {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("report=" + formats + ",output=report,log=error")
            .with("-cp", Program.compile(program, directory), program)
            .run();
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return Files.readAllLines(directory.resolve("report/report.tsv"));
  }

  private static String tabs(String line) {
    return line.replace(' ', '\t');
  }
}
