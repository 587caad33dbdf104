package io.refledger.agent;

import io.refledger.rt.LiveCurve;
import java.util.concurrent.TimeUnit;

/*
 * The allocation clock says when, but nothing on the way of a birth looks at it: this thread does, often
 * enough for a program of half a second. It never takes more than a fiftieth of the time.
 */
/**
 * Writes down what lives, again and again as the program allocates.
 *
 * @param collects whether the ledger is collected first, so that garbage in cycles does not count
 */
record GrowthObserver(RuntimeLink runtime, boolean collects) implements Runnable {
  private static final long PAUSE_MILLIS = 20;
  private static final long PAUSES_PER_WORK = 50;

  @Override
  public void run() {
    LiveCurve history = runtime.ledger().liveCurve();
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        if (history.isDue()) {
          long start = System.nanoTime();
          if (collects) {
            runtime.collect();
          }
          history.observe();
          long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
          Thread.sleep(PAUSES_PER_WORK * spent);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
