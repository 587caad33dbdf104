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

  /** Read and written by compare-and-set to acquire, by a release store to give back. */
  private volatile int held;

  /** Waits, spinning, until the lock is free, and takes it. */
  void lock() {
    while (held != 0 || !U.compareAndSetInt(this, HELD, 0, 1)) {
      Thread.onSpinWait();
    }
  }

  void unlock() {
    U.putIntRelease(this, HELD, 0);
  }

  boolean isHeld() {
    return held != 0;
  }
}
