package io.refledger.agent.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Lines on the standard error stream that the process began with, each with our name before it. */
public final class Console {
  /** Written once at start, and by tests. */
  private static volatile PrintStream error =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());

  private Console() {}

  /** Writes one line; line breaks in the text become spaces. */
  public static void line(String text) {
    error.println("refledger: " + text.replace('\n', ' ').replace("\r", ""));
  }

  /** Where the lines go. */
  public static PrintStream stream() {
    return error;
  }

  /** Writes to another stream from now on; the one before. */
  static PrintStream divert(PrintStream to) {
    PrintStream before = error;
    error = to;
    return before;
  }

  /** Writes one line, and the failure's stack trace when the log's level is debug or below. */
  public static void failure(String text, Throwable failure) {
    line(text);
    if (LogLevel.isDebug()) {
      failure.printStackTrace(error);
    }
  }
}
