package io.refledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A run of the command line in this JVM.
 *
 * @param status its exit status
 * @param out its standard output
 * @param err its standard error
 */
record ToolRun(int status, String out, String err) {

  /** Runs a command to its end, with the streams of this JVM taken away meanwhile. */
  static ToolRun of(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      int status = CommandLineTool.run(Path.of("agent.jar"), "0", arguments);
      return new ToolRun(
          status,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Whether it refused in one line. */
  boolean isRefusal() {
    return status == 2 && err.matches("refledger: [^\\p{Cntrl}]+\n");
  }
}
