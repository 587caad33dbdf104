package io.refledger.rt.gc;

/**
 * How long the mutators were stopped.
 *
 * @param count the stops
 * @param p50Micros the time in microseconds that half of the stops did not exceed
 * @param p99Micros the time that 99 in 100 did not exceed
 * @param maxMicros the longest stop
 */
public record PauseStats(long count, long p50Micros, long p99Micros, long maxMicros) {}
