package io.refledger.api;

/**
 * Told when a collection starts and when it has stopped, in the thread that collects. What it
 * throws is printed and goes no further. Callbacks are told one after the other, as they stand in
 * the list at that moment: one that was added by another before it is told too.
 */
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
   * @param collected objects found unreachable, without those that a finalizer brought back; 0 at
   *     the start
   * @param uncollectable objects that could not be freed; always 0, see {@link Debug#UNCOLLECTABLE}
   */
  record Info(int generation, int collected, int uncollectable) {}

  /** A collection starts or has stopped. */
  void collection(Phase phase, Info info);
}
