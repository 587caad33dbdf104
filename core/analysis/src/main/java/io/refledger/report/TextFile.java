package io.refledger.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A file of a report that is text, in UTF-8. */
public interface TextFile extends ReportFile {

  /** Writes its content. The same report gives the same characters. */
  void write(Report report, Writer out) throws IOException;

  @Override
  default void write(Report report, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(report, text);
    text.flush();
  }
}
