package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.report.format.ReportFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportWriterTest {

  @TempDir private Path temp;

  @Test
  void files_should_appear_whole_and_alone_in_the_directory_of_the_process() throws IOException {
    write("refledger/%p", 4711, "text:json");

    assertThat(namesIn(temp.resolve("refledger/4711")))
        .containsExactly("report.json", "report.txt");
    assertThat(temp.resolve("refledger/4711/report.txt")).content().startsWith("VERDICT: clean\n");
  }

  @Test
  void latest_should_point_to_the_newest() throws IOException {
    write("refledger/%p", 1, "text");
    write("refledger/%p", 2, "text");

    Path latest = temp.resolve("refledger/latest");
    assertThat(latest.toRealPath()).isEqualTo(temp.resolve("refledger/2").toRealPath());
    assertThat(namesIn(temp.resolve("refledger"))).containsExactly("1", "2", "latest");
  }

  @Test
  void latest_should_not_be_written_when_the_pattern_names_one_directory() throws IOException {
    write("reports", 1, "json");

    assertThat(namesIn(temp)).containsExactly("reports");
  }

  @Test
  void latest_should_lie_beside_the_first_directory_that_is_expanded() {
    var output = OutputDirectory.of("out/run-%p/%t/x", 7, Instant.EPOCH);

    assertThat(output.latest()).contains(Path.of("out/latest"));
    assertThat(output.directory().toString()).matches("out/run-7/19(69|70)\\d{4}-\\d{6}/x");
  }

  @Test
  void nothing_should_be_written_when_no_format_is_chosen() throws IOException {
    write("refledger/%p", 1, "none");

    assertThat(namesIn(temp)).isEmpty();
  }

  @Test
  void unwritable_directory_should_be_named_in_one_line() throws IOException {
    Files.writeString(temp.resolve("taken"), "a file");

    assertThatThrownBy(() -> write("taken", 1, "text"))
        .isInstanceOf(ReportNotWrittenException.class)
        .hasMessage(
            "cannot write reports: FileAlreadyExists %s; give a directory that can be written:"
                + " output=%s",
            temp.resolve("taken"), temp.resolve("taken"));
  }

  @Test
  void unknown_format_should_be_refused_with_what_is_allowed() {
    assertThatThrownBy(() -> ReportFormats.parse("text:pdf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "report must be none, or some of text:json:html:sarif:junit:hprof:tsv:collapsed:"
                + " report=text:pdf");
  }

  private void write(String pattern, long pid, String formats) throws IOException {
    var output = OutputDirectory.of(temp.resolve(pattern).toString(), pid, Instant.EPOCH);
    new ReportWriter(output, ReportFormats.parse(formats)).write(ReportFixture.report());
  }

  private static Stream<String> namesIn(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
