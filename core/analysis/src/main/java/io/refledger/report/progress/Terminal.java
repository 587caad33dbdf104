package io.refledger.report.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/*
 * Java's Console is about standard input and output together, and in some JDKs is there always. So
 * the kernel is asked, which on Linux has a link for each descriptor. Elsewhere the answer is no:
 * that costs a line on a terminal, and a yes could spoil a log.
 */
/** Whether standard error leads to a terminal that can take a line back. */
public final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** Whether standard error is a terminal, and no dumb one; no where that cannot be known. */
  public static boolean isAtStandardError() {
    return isTerminal(STANDARD_ERROR, System.getenv("TERM"));
  }

  /**
   * Whether a link leads to a terminal.
   *
   * @param type the kind of terminal, as the environment has it; may be null
   */
  static boolean isTerminal(Path link, String type) {
    if (type == null || type.isEmpty() || type.equals("dumb")) {
      return false;
    }
    try {
      String device = Files.readSymbolicLink(link).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return false;
    }
  }
}
