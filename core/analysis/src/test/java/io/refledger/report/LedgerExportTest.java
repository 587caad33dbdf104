package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.report.tsv.TsvExport;
import io.refledger.rt.spi.LedgerExport;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerExportTest {

  @Test
  void ledger_and_its_snapshot_should_give_the_same_text() throws IOException {
    var dumped = new LedgerExport();
    ExportedLedger.showTo(dumped);
    var dump = new StringWriter();
    dumped.writeTo(dump);

    var report = new StringWriter();
    new TsvExport().write(ReportFixture.exported(), report);

    assertThat(dump).hasToString(report.toString());
  }

  @Test
  void names_should_end_no_column_and_no_line() throws IOException {
    var export = new LedgerExport();
    export.type(1, "a\tb\nc\rd\\e", new String[] {"a\tb\nc\rd\\e#f\ng"});
    export.object(1, 1, 0, 0, 0, 0, 1, 0, 0, 16);
    export.edge(1, 0, 1, 0);
    export.staticEdge(1, "A#x\ty", 1, 0);
    var out = new StringWriter();
    export.writeTo(out);

    String name = "a\\tb\\nc\\rd\\\\e";
    assertThat(out)
        .hasToString(
            "O\t"
                + name
                + "\t1\n"
                + "E\t"
                + name
                + "\t"
                + name
                + "#f\\ng\t"
                + name
                + "\t1\n"
                + "E\tstatic\tA#x\\ty\t"
                + name
                + "\t1\n");
  }
}
