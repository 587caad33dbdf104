package io.refledger.report;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no report that can be read. The message is one line: which file, why. */
public final class ReportNotReadException extends IOException {

  private static final long serialVersionUID = 1;

  public ReportNotReadException(Path file, String reason) {
    super(file + ": " + reason.lines().findFirst().orElse(""));
  }

  public ReportNotReadException(Path file, String reason, Throwable cause) {
    this(file, reason);
    initCause(cause);
  }
}
