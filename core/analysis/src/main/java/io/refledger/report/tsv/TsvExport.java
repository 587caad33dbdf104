package io.refledger.report.tsv;

import io.refledger.report.Report;
import io.refledger.report.TextFile;
import io.refledger.rt.spi.LedgerExport;
import java.io.IOException;
import java.io.Writer;

/** Live objects by class and references by kind, one a line, as {@link LedgerExport} has them. */
public final class TsvExport implements TextFile {

  @Override
  public String fileName() {
    return "report.tsv";
  }

  @Override
  public void write(Report report, Writer out) throws IOException {
    var export = new LedgerExport();
    report.snapshot().showGraphTo(export);
    export.writeTo(out);
  }
}
