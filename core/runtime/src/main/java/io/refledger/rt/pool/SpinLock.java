package io.refledger.rt.pool;

import jdk.internal.misc.Unsafe;

/**
 * A lock for sections of a few dozen instructions, not re-entrant.
 *
 * <p>A field of primitives and intrinsics only: {@code java.util.concurrent} is itself woven, and
 * what a hook calls must not be.
 */
final class SpinLock {

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long HELD = U.objectFieldOffset(SpinLock.class, "held");
  private static final int SPINS_BEFORE_YIELD = 1 << 10;

  /** Read and written by compare-and-set to acquire, by a release store to give back. */
  private volatile int held;

  /** Waits, spinning and after a while yielding, until the lock is free, and takes it. */
  void lock() {
    int spins = 0;
    while (held != 0 || !U.compareAndSetInt(this, HELD, 0, 1)) {
      if (++spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        spins = 0;
        Thread.yield();
      }
    }
  }

  void unlock() {
    U.putIntRelease(this, HELD, 0);
  }

  boolean isHeld() {
    return held != 0;
  }
}
