package io.refledger.rt;

import jdk.internal.misc.Unsafe;

/** Events so rare, or so far from any context, that all threads share their sums. */
final class RareCounts {
  private static final int MOST_REVIVED = 8;
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long UNDERFLOWS = U.objectFieldOffset(RareCounts.class, "underflows");
  private static final long IMMORTALS = U.objectFieldOffset(RareCounts.class, "immortals");
  private static final long FOREIGNERS = U.objectFieldOffset(RareCounts.class, "foreigners");
  private static final long LATE_LOADS = U.objectFieldOffset(RareCounts.class, "lateLoads");
  private static final long REVIVED_LATE = U.objectFieldOffset(RareCounts.class, "revivedLate");

  /** Each read: volatile; written: getAndAdd. */
  private volatile long underflows;

  private volatile long immortals;
  private volatile long foreigners;
  private volatile long lateLoads;
  private volatile long revivedLate;

  /** The birth ids of the first revivals that no weak reference explains; 0 is none. */
  private final int[] revivedBirths = new int[MOST_REVIVED];

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

  void noteRevivedLate(long count) {
    U.getAndAddLong(this, REVIVED_LATE, count);
  }

  /** Remembers one of the first revivals; of two at once one may be lost. */
  void noteRevival(int birthId) {
    for (int i = 0; i < MOST_REVIVED; i++) {
      if (revivedBirths[i] == birthId) return;
      if (revivedBirths[i] == 0) {
        revivedBirths[i] = birthId;
        return;
      }
    }
  }

  /** The birth ids of some of the revivals that no weak reference explains. */
  int[] revivedBirths() {
    int size = 0;
    while (size < MOST_REVIVED && revivedBirths[size] != 0) size++;
    int[] births = new int[size];
    System.arraycopy(revivedBirths, 0, births, 0, size);
    return births;
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

  /** Objects that came back by such loads, those included that came back with them. */
  long revivedLate() {
    return revivedLate;
  }
}
