package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.leak.Finding;
import io.refledger.report.json.JsonRendering;
import io.refledger.report.text.DiffText;
import io.refledger.report.text.FindingText;
import io.refledger.report.text.StatusText;
import io.refledger.report.text.TextRendering;
import io.refledger.report.tsv.TsvExport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The renderings, character by character. After an intended change: run with {@code
 * -DargLine=-Dgolden.write=true}, read the difference, commit it with the reason.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenFilesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/io/refledger/report/golden");

  @Test
  void text_of_a_clean_run() throws IOException {
    assertGolden("clean.txt", new TextRendering(), ReportFixture.clean());
  }

  @Test
  void text_of_a_run_with_growth() throws IOException {
    assertGolden("growth.txt", new TextRendering(), ReportFixture.withGrowth());
  }

  @Test
  void text_of_a_run_that_a_gate_failed() throws IOException {
    assertGolden("gate-failed.txt", new TextRendering(), ReportFixture.gateFailed());
  }

  @Test
  void text_of_an_incomplete_run() throws IOException {
    assertGolden("incomplete.txt", new TextRendering(), ReportFixture.incomplete());
  }

  @Test
  void json_of_a_run_with_growth() throws IOException {
    assertGolden("growth.json", new JsonRendering(), ReportFixture.withGrowth());
  }

  @Test
  void tsv_of_an_export() throws IOException {
    var out = new StringWriter();

    new TsvExport().write(ReportFixture.exported(), out);

    assertGolden("export.tsv", out.toString());
  }

  @Test
  void text_of_a_status() throws IOException {
    var state =
        new LedgerState(
            7, 3 << 20, 1 << 30, 20 << 20, 800, 90_000, List.of("interval=0", "report=none"));

    assertGolden("status.txt", StatusText.of(ReportFixture.incomplete(), state));
  }

  @Test
  void text_of_a_finding() throws IOException {
    Finding growth = ReportFixture.withGrowth().findings().get(0);

    assertGolden("finding.txt", FindingText.of(growth));
  }

  @Test
  void text_of_a_finding_with_the_balance_of_its_class() throws IOException {
    ReportModel model = ReportFixture.withBalance();

    assertGolden("balance.txt", FindingText.of(model.findings().get(0), model));
  }

  @Test
  void text_of_a_difference() throws IOException {
    ReportDiff diff = ReportDiff.of(ReportFixture.clean(), ReportFixture.later());

    assertGolden("diff.txt", DiffText.of(diff));
  }

  private static void assertGolden(String name, Rendering rendering, ReportModel model)
      throws IOException {
    var out = new StringWriter();
    rendering.render(model, out);
    assertGolden(name, out.toString());
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }
}
