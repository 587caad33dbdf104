package io.refledger.agent;

import io.refledger.rt.LiveCurve;
import java.util.concurrent.TimeUnit;

/*
 * The allocation clock says when, but nothing on the way of a birth looks at it: this thread does, often
 * enough for a program of half a second. Of a short run it may take a fifth of the time, of a long one
 * not more than a fiftieth.
 */
/**
 * Writes down what lives, again and again as the program allocates.
 *
 * @param collects whether the ledger is collected first, so that garbage in cycles does not count
 */
record GrowthObserver(RuntimeLink runtime, boolean collects) implements Runnable {
  private static final long PAUSE_MILLIS = 20;
  private static final long FEWEST_PAUSES_PER_WORK = 4;
  private static final long MOST_PAUSES_PER_WORK = 50;

  @Override
  public void run() {
    LiveCurve history = runtime.ledger().liveCurve();
    long begin = System.nanoTime();
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
          Thread.sleep(spent * pausesPerWork(start - begin));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long pausesPerWork(long ageNanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(ageNanos);
    return Math.min(MOST_PAUSES_PER_WORK, FEWEST_PAUSES_PER_WORK + seconds);
  }
}
