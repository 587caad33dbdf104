package io.refledger.it.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that has a word wherever it can: in strings, arrays, buffers, keys, messages, a
 * property, an argument. No report has it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContentsIT {
  private static final String WORD = "Xyzzy7Plugh";

  @TempDir Path directory;

  @OldestJdk
  void no_report_should_have_contents_of_objects_or_arguments(Jdk jdk) throws IOException {
    String classPath = Program.compile("Secrets", directory);
    Path reports = directory.resolve("reports");

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent(
                "output=reports,balance=Secrets$*,"
                    + "report=text:json:html:sarif:junit:hprof:tsv:collapsed")
            .with("-Dsecret=" + WORD, "-cp", classPath, "Secrets", WORD)
            .run();

    assertThat(result.status()).as(result.err()).isZero();
    Report report = Report.in(reports);
    assertThat(report.findings()).extracting(ReportedFinding::kind).contains("GROWTH", "CYCLE");
    assertThat(report.findings("RESOURCE")).isNotEmpty();
    List<Path> files = files(reports);
    assertThat(files).hasSizeGreaterThanOrEqualTo(10);
    for (Path file : files) {
      assertThat(holds(file)).as(file.getFileName().toString()).isFalse();
    }
    assertThat(result.err()).doesNotContain(WORD);
    assertThat(report.json().getAsJsonObject("jvm").get("command").getAsString())
        .isEqualTo("Secrets");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean holds(Path file) throws IOException {
    String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
    List<String> forms = new ArrayList<>();
    for (Charset charset : List.of(ISO_8859_1, UTF_16BE, UTF_16LE)) {
      forms.add(new String(WORD.getBytes(charset), ISO_8859_1));
    }
    return forms.stream().anyMatch(bytes::contains);
  }
}
