package io.refledger.report;

import java.io.IOException;
import java.io.Writer;

/** One format of the report. */
public interface Rendering {

  /** The name of the file that holds this format. */
  String fileName();

  /** Writes the report. The same model gives the same characters. */
  void render(ReportModel model, Writer out) throws IOException;
}
