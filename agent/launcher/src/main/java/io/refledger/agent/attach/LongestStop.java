package io.refledger.agent.attach;

import java.util.concurrent.Executor;

/*
 * The JVM does not tell a program how long it has stopped. A thread that wants to run every
 * millisecond sees it, and whatever else keeps threads waiting.
 */
/** The longest time in which a thread could not go on. */
public final class LongestStop implements AutoCloseable {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private volatile long longestNanos;
  private volatile boolean isOver;

  private LongestStop() {}

  /**
   * Begins to look.
   *
   * @param threads runs a task in a thread of its own, with births off
   */
  public static LongestStop watch(Executor threads) {
    var stop = new LongestStop();
    threads.execute(
        new Runnable() {
          @Override
          public void run() {
            stop.look();
          }
        });
    return stop;
  }

  private void look() {
    try {
      long last = System.nanoTime();
      while (!isOver) {
        Thread.sleep(1);
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - last - NANOS_PER_MILLI);
        last = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In milliseconds, so far. */
  public long millis() {
    return longestNanos / NANOS_PER_MILLI;
  }

  @Override
  public void close() {
    isOver = true;
  }
}
