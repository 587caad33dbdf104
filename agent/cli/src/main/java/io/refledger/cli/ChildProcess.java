package io.refledger.cli;

import java.io.IOException;
import java.util.List;

/*
 * As if this process had become the other one: standard streams are inherited, a signal that ends this
 * JVM ends the program, and its status is ours. Ctrl-C reaches both from the terminal; that the program
 * is asked to end a second time from here a JVM that ends already does not notice.
 */
/** A process that takes the place of this one. */
final class ChildProcess {
  private final Process child;

  private ChildProcess(Process child) {
    this.child = child;
  }

  /**
   * Runs a command to its end.
   *
   * @return its status
   * @throws IOException if it cannot be started
   */
  static int run(List<String> command) throws IOException {
    var process = new ChildProcess(new ProcessBuilder(command).inheritIO().start());
    Runtime.getRuntime().addShutdownHook(new Thread(process::end, "refledger-run"));
    return process.await();
  }

  private int await() {
    while (true) {
      try {
        return child.waitFor();
      } catch (InterruptedException e) {
        // Nothing but its end ends this one.
      }
    }
  }

  /** This JVM ends: if the program has not ended before, it is asked to, and decides the status. */
  private void end() {
    if (child.isAlive()) {
      child.destroy();
      Runtime.getRuntime().halt(await());
    }
  }
}
