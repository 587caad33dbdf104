package io.refledger.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is done again and again until the JVM ends: a collection of all generations, putting in
 * order what threads have left that have ended, and a look at the ledger's memory.
 *
 * @param interval the time between the end of one collection and the next; zero: no collections
 */
record Upkeep(RuntimeLink runtime, MemoryWatch memory, Duration interval) implements Runnable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Override
  public void run() {
    try {
      long collected = System.nanoTime();
      while (true) {
        TimeUnit.NANOSECONDS.sleep(nanosToNext(System.nanoTime() - collected));
        boolean isDue = isDue(System.nanoTime() - collected);
        work(isDue);
        if (isDue) {
          collected = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(boolean collects) {
    try {
      runtime.tidy();
      memory.look();
      if (collects) {
        runtime.collect();
      }
    } catch (OutOfMemoryError fullHeap) {
      // The program has no room left now; it may have when it is time again.
    }
  }

  private boolean isDue(long nanosSince) {
    return !interval.isZero() && nanosSince >= interval.toNanos();
  }

  private long nanosToNext(long nanosSince) {
    long toLook = BETWEEN_LOOKS.toNanos();
    return interval.isZero()
        ? toLook
        : Math.min(toLook, Math.max(1, interval.toNanos() - nanosSince));
  }
}
