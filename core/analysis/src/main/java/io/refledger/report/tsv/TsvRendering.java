package io.refledger.report.tsv;

import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.rt.spi.LedgerExport;
import java.io.IOException;
import java.io.Writer;

/** Live objects by class and references by kind, one a line, as {@link LedgerExport} has them. */
public final class TsvRendering implements Rendering {

  @Override
  public String fileName() {
    return "report.tsv";
  }

  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    var export = new LedgerExport();
    model.snapshot().showGraphTo(export);
    export.writeTo(out);
  }
}
