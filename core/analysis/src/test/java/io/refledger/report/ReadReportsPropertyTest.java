package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.gate.Baseline;
import io.refledger.gate.Budget;
import io.refledger.gate.Gate;
import io.refledger.gate.InputException;
import io.refledger.gate.Screen;
import io.refledger.gate.Suppressions;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.report.dot.FindingDot;
import io.refledger.report.github.GithubAnnotations;
import io.refledger.report.json.JsonRendering;
import io.refledger.report.json.ReportReader;
import io.refledger.report.junit.JUnitRendering;
import io.refledger.report.markdown.MarkdownRendering;
import io.refledger.report.sarif.SarifRendering;
import io.refledger.report.source.SourceFiles;
import io.refledger.report.text.DiffText;
import io.refledger.report.text.FindingText;
import io.refledger.report.text.GateText;
import io.refledger.report.text.TextRendering;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A damaged report is refused in one line, or is a report to all that reports are used for. */
class ReadReportsPropertyTest {
  private static final Gate GATE =
      new Gate(
          EnumSet.allOf(FindingKind.class), List.of(Budget.parse("GROWTH:com.acme.**=1")), false);

  private static Path directory;

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("damaged");
    Files.writeString(
        directory.resolve("suppressions"), "CYCLE:com.* -- known\nGROWTH:**.open -- known\n");
  }

  @AfterContainer
  static void removeDirectory() throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void damaged_report_should_be_refused_in_one_line_or_be_good_for_everything(
      @ForAll Random random, @ForAll @IntRange(max = 4) int damages) throws Exception {
    byte[] bytes = new DamagedReports(random).next(damages);
    Path file = Files.write(directory.resolve("report.json"), bytes);
    ReportModel report;
    try {
      report = ReportReader.read(file);
    } catch (ReportNotReadException e) {
      assertThat(e.getMessage()).startsWith(file + ": ").hasLineCount(1).hasSizeLessThan(2000);
      return;
    }
    try {
      useForEverything(report);
    } catch (RuntimeException e) {
      Files.copy(file, Path.of("target/damaged-report.json"), StandardCopyOption.REPLACE_EXISTING);
      throw new AssertionError("see target/damaged-report.json", e);
    }
  }

  private static void useForEverything(ReportModel report) throws Exception {
    new TextRendering().render(report, Writer.nullWriter());
    for (Finding finding : report.findings()) {
      FindingText.of(finding, report);
      FindingDot.of(finding);
    }
    ReportModel other = ReportFixture.withGrowth();
    DiffText.of(ReportDiff.of(report, other));
    DiffText.of(ReportDiff.of(other, report));
    assertThat(writtenAndRead(report)).isEqualTo(report);
    writtenAndRead(ReportMerge.of(List.of(report, other, report)));
    judge(report);
    keepAsKnown(report);
  }

  private static ReportModel writtenAndRead(ReportModel report) throws IOException {
    Path file = directory.resolve("written.json");
    WholeFile.write(file, out -> new JsonRendering().render(report, out));
    return ReportReader.read(file);
  }

  private static void judge(ReportModel report) throws Exception {
    var suppressions = Suppressions.readFrom(directory.resolve("suppressions"));
    var screen = new Screen(suppressions, Baseline.NONE, LocalDate.of(2026, 6, 1));
    ReportModel judged = report.gated(screen, Optional.of(GATE));
    SourceFiles sources = SourceFiles.under(directory);
    GateText.of(judged);
    GithubAnnotations.of(judged, sources);
    new SarifRendering(sources).render(judged, Writer.nullWriter());
    new JUnitRendering().render(judged, Writer.nullWriter());
    new MarkdownRendering().render(judged, Writer.nullWriter());
    writtenAndRead(judged);
  }

  private static void keepAsKnown(ReportModel report) throws IOException, InputException {
    Baseline baseline = Baseline.of(report.findings());
    Path file = Files.writeString(directory.resolve("baseline"), baseline.text());
    assertThat(Baseline.readFrom(file)).isEqualTo(baseline);
  }
}
