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

  /**
   * Writes one line. Line breaks in the text become spaces, and so does what a terminal would obey:
   * names of classes may have anything in them.
   */
  public static void line(String text) {
    var line = new StringBuilder("refledger: ");
    text.replace("\r\n", "\n").codePoints().forEach(c -> line.appendCodePoint(isSeen(c) ? c : ' '));
    error.println(line);
  }

  private static boolean isSeen(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
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
    trace(failure);
  }

  /** Writes a failure's stack trace when the log's level is debug or below, else nothing. */
  public static void trace(Throwable failure) {
    if (LogLevel.isDebug()) {
      failure.printStackTrace(error);
    }
  }
}
