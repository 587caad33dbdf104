package io.refledger.api;

/** Told when a collection starts and when it has stopped, in the thread that collects. */
@FunctionalInterface
public interface GcCallback {
  /** Where a collection stands. */
  enum Phase {
    /** About to start. */
    START,
    /** Has finished. */
    STOP
  }

  /**
   * What a collection is, and what it found.
   *
   * @param generation the oldest generation collected
   * @param collected objects freed, 0 at the start
   * @param uncollectable objects that could not be freed, 0 at the start
   */
  record Info(int generation, int collected, int uncollectable) {}

  /** A collection starts or has stopped. */
  void collection(Phase phase, Info info);
}
