package io.refledger.report.progress;

import java.io.PrintStream;
import java.util.concurrent.Executor;

/*
 * The line is drawn by a thread of its own, so that a phase that takes long is seen to go on. It
 * begins on a fresh line, as what stands on the present one may be the program's; that one stays
 * empty behind it. Work that is over within half a second draws nothing.
 */
/** One line on a terminal that says what is being done and since when. Thread-safe. */
public final class ProgressLine implements Phases, AutoCloseable {
  private static final int FIRST_MILLIS = 500;
  private static final int DRAW_MILLIS = 250;
  private static final int MOST_COLUMNS = 60;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintStream terminal;
  private final Executor threads;
  private final Object turn = new Object();

  /** Guarded by turn, as all that follows. */
  private String phase;

  private long startNanos;
  private boolean isDrawn;
  private boolean isOver;

  /**
   * A line that is not drawn yet.
   *
   * @param threads runs the drawing in a thread of its own
   */
  public ProgressLine(PrintStream terminal, Executor threads) {
    this.terminal = terminal;
    this.threads = threads;
  }

  @Override
  public void begin(String phase) {
    synchronized (turn) {
      boolean isFirst = this.phase == null;
      this.phase = phase;
      if (isFirst && !isOver) {
        startNanos = System.nanoTime();
        drawElsewhere();
      }
    }
  }

  /** Where no thread can be had, there is no line, and the work goes on. */
  private void drawElsewhere() {
    try {
      threads.execute(this::draw);
    } catch (OutOfMemoryError noThread) {
      isOver = true;
    }
  }

  private void draw() {
    synchronized (turn) {
      try {
        for (long millis = FIRST_MILLIS; !isOver; millis = DRAW_MILLIS) {
          turn.wait(millis);
          if (!isOver) {
            terminal.print((isDrawn ? "\r" : "\n") + text() + CLEAR_TO_END);
            terminal.flush();
            isDrawn = true;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String text() {
    long seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    String text = "refledger: " + phase + ", " + seconds + " s";
    return text.substring(0, Math.min(text.length(), MOST_COLUMNS));
  }

  /** Takes the line back. */
  @Override
  public void close() {
    synchronized (turn) {
      isOver = true;
      turn.notifyAll();
      if (isDrawn) {
        terminal.print("\r" + CLEAR_TO_END);
        terminal.flush();
        isDrawn = false;
      }
    }
  }
}
