package io.refledger.rt;

import jdk.internal.misc.Unsafe;

/** Events so rare, or so far from any context, that all threads share their sums. */
final class RareCounts {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long UNDERFLOWS = U.objectFieldOffset(RareCounts.class, "underflows");
  private static final long IMMORTALS = U.objectFieldOffset(RareCounts.class, "immortals");
  private static final long FOREIGNERS = U.objectFieldOffset(RareCounts.class, "foreigners");
  private static final long LATE_LOADS = U.objectFieldOffset(RareCounts.class, "lateLoads");

  /** Each read: volatile; written: getAndAdd. */
  private volatile long underflows;

  private volatile long immortals;
  private volatile long foreigners;
  private volatile long lateLoads;

  void noteUnderflow() {
    U.getAndAddLong(this, UNDERFLOWS, 1);
  }

  void noteImmortal() {
    U.getAndAddLong(this, IMMORTALS, 1);
  }

  void noteForeign() {
    U.getAndAddLong(this, FOREIGNERS, 1);
  }

  void noteLateLoad() {
    U.getAndAddLong(this, LATE_LOADS, 1);
  }

  /** Releases of what was not held, met without a context. */
  long underflows() {
    return underflows;
  }

  /** Objects that turned immortal. */
  long immortals() {
    return immortals;
  }

  /** Objects that went to unwoven code. */
  long foreigners() {
    return foreigners;
  }

  /** Loads whose field changed twice between their reads, and whose value was dead then. */
  long lateLoads() {
    return lateLoads;
  }
}
