package io.refledger.cli;

import io.refledger.report.progress.Phases;
import io.refledger.report.progress.ProgressLine;
import io.refledger.report.progress.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows on a terminal what a JVM is doing for us, until it has answered. */
final class BusyLine implements AutoCloseable {
  private static final String BUSY = "busy\n";
  private static final int POLL_MILLIS = 200;

  private final Path answer;
  private final boolean isShown = Terminal.isAtStandardError();
  private final ProgressLine line = new ProgressLine(System.err, BusyLine::start);
  private volatile boolean isOver;

  private BusyLine(Path answer) {
    this.answer = answer;
  }

  /** A line about the JVM that answers in that file, where it says what it is doing until then. */
  static BusyLine of(Path answer) {
    return new BusyLine(answer);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "refledger-progress");
    thread.setDaemon(true);
    thread.start();
  }

  /** The JVM is asked now. */
  void begin() {
    if (isShown) {
      start(() -> follow(line));
    }
  }

  private void follow(Phases phases) {
    try {
      while (!isOver) {
        Thread.sleep(POLL_MILLIS);
        String text = Files.readString(answer);
        if (text.startsWith(BUSY) && text.endsWith("\n") && text.length() > BUSY.length()) {
          phases.begin(text.substring(BUSY.length()).strip());
        }
      }
    } catch (IOException e) {
      isOver = true; // The file is gone: it was read.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    isOver = true;
    line.close();
  }
}
