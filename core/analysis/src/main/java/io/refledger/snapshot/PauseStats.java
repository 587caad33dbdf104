package io.refledger.snapshot;

/**
 * How long the ledger stopped the program's threads: those that were about to store a reference.
 *
 * @param count the stops
 * @param p50Micros the time in microseconds that half of the stops did not exceed
 * @param p99Micros the time that 99 in 100 did not exceed
 * @param maxMicros the longest stop
 */
public record PauseStats(long count, long p50Micros, long p99Micros, long maxMicros) {
  /** Never stopped, or not known. */
  public static final PauseStats NONE = new PauseStats(0, 0, 0, 0);
}
