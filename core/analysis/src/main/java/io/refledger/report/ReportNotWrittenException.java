package io.refledger.report;

import java.io.IOException;

/** A report could not be written. The message is one line: what, where, why, remedy. */
public final class ReportNotWrittenException extends IOException {

  private static final long serialVersionUID = 1;

  ReportNotWrittenException(OutputDirectory output, IOException cause) {
    super(
        "cannot write reports: "
            + reason(cause)
            + "; give a directory that can be written: output="
            + output.directory(),
        cause);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    String what = cause.getClass().getSimpleName().replace("Exception", "");
    return message == null ? what : what + " " + message.lines().findFirst().orElse("");
  }
}
