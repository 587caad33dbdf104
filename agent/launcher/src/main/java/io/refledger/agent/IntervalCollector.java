package io.refledger.agent;

import java.time.Duration;

/**
 * Collects all generations again and again, until the JVM ends.
 *
 * @param interval the time between the end of one collection and the next
 */
record IntervalCollector(RuntimeLink runtime, Duration interval) implements Runnable {
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(interval.toMillis());
        collect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect() {
    try {
      runtime.collect();
    } catch (OutOfMemoryError fullHeap) {
      // The program has no room left now; it may have when it is time again.
    }
  }
}
