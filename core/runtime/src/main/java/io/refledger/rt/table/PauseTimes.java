package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/*
 * A histogram with 16 buckets an octave, as HdrHistogram has them, in nanoseconds. That library
 * itself lives on the class path and in woven java.util classes, and may not be called from here.
 * A bucket's width is at most a sixteenth of its times, which is the error of a percentile.
 */
/**
 * How long the mutators were stopped, each time: from when the first of them may have begun to wait
 * until the last one could go on. Never allocates once it is made. For any thread.
 */
public final class PauseTimes {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long COUNT = U.objectFieldOffset(PauseTimes.class, "count");
  private static final int SUB_BITS = 4;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUB_BUCKETS;
  private static final long NANOS_A_MICRO = 1000;

  /** Where the number of stops lies, a long by bucket. Read: plain. Written: getAndAdd. */
  private final long stopsByBucket = U.allocateMemory((long) Long.BYTES * BUCKETS);

  /** Read: volatile. Written: getAndAdd, after the bucket. */
  private volatile long count;

  /** Read: volatile. Written by the collector, which is one at a time, and who breaks its stop. */
  private volatile long maxNanos;

  PauseTimes() {
    U.setMemory(stopsByBucket, (long) Long.BYTES * BUCKETS, (byte) 0);
  }

  /** Gives the memory back. */
  void dispose() {
    U.freeMemory(stopsByBucket);
  }

  /** One stop of {@code nanos}; one below 0 counts as 0. */
  public void record(long nanos) {
    long time = Math.max(0, nanos);
    U.getAndAddLong(null, stopsByBucket + (long) Long.BYTES * bucket(time), 1);
    if (time > maxNanos) {
      maxNanos = time;
    }
    U.getAndAddLong(this, COUNT, 1);
  }

  /** The times below 32 have a bucket each; above, the leading five bits name it. */
  private static int bucket(long time) {
    int shift = Math.max(0, Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(time));
    return shift * SUB_BUCKETS + (int) (time >>> shift);
  }

  /** The greatest time of a bucket. */
  private static long highest(int bucket) {
    int shift = Math.max(0, bucket / SUB_BUCKETS - 1);
    return ((bucket - (long) shift * SUB_BUCKETS + 1) << shift) - 1;
  }

  /** How many stops there were. */
  public long count() {
    return count;
  }

  /** The time in microseconds, rounded up, that so many percent of the stops did not exceed. */
  public long percentileMicros(double percent) {
    long rank = (long) Math.ceil(count * percent / 100);
    long seen = 0;
    for (int i = 0; i < BUCKETS && rank > 0; i++) {
      seen += U.getLong(stopsByBucket + (long) Long.BYTES * i);
      if (seen >= rank) {
        return micros(Math.min(highest(i), maxNanos));
      }
    }
    return maxMicros();
  }

  /** The longest stop in microseconds, rounded up; 0 if there was none. */
  public long maxMicros() {
    return micros(maxNanos);
  }

  private static long micros(long nanos) {
    return (nanos + NANOS_A_MICRO - 1) / NANOS_A_MICRO;
  }
}
