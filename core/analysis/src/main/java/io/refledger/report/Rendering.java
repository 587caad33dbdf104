package io.refledger.report;

import java.io.IOException;
import java.io.Writer;

/** One format of what a report says; needs no ledger. */
public interface Rendering extends TextFile {

  /** Writes the model. The same model gives the same characters. */
  void render(ReportModel model, Writer out) throws IOException;

  @Override
  default void write(Report report, Writer out) throws IOException {
    render(report.model(), out);
  }
}
