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
        runtime.collect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
