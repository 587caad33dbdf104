package io.refledger.report;

import java.io.IOException;
import java.io.OutputStream;

/** One file of a report. */
public interface ReportFile {

  /** Its name in the directory of the report. */
  String fileName();

  /** Writes its content. The same report gives the same bytes. */
  void write(Report report, OutputStream out) throws IOException;
}
