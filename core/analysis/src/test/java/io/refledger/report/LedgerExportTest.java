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
}
