package io.refledger.rt.pool;

import jdk.internal.misc.Unsafe;

/**
 * A lock for sections of a few dozen instructions, not re-entrant. Whoever has waited two seconds
 * takes it by force: a thread that met the end of its stack inside must not stop the program.
 *
 * <p>A field of primitives and intrinsics only: {@code java.util.concurrent} is itself woven, and
 * what a hook calls must not be.
 */
final class SpinLock {

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long HELD = U.objectFieldOffset(SpinLock.class, "held");
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final int SPINS = 1000;

  /**
   * Read: volatile. Written: compare-and-set to acquire, release to give back. At the end of its
   * stack the holder can still write, but not call: then it writes 0.
   */
  volatile int held;

  /** Waits, spinning, until the lock is free, and takes it. */
  void lock() {
    if (held != 0 || !U.compareAndSetInt(this, HELD, 0, 1)) {
      lockSlowly();
    }
  }

  private void lockSlowly() {
    long deadline = 0;
    for (int spins = 1; held != 0 || !U.compareAndSetInt(this, HELD, 0, 1); spins++) {
      Thread.onSpinWait();
      if (spins % SPINS == 0) {
        long now = System.nanoTime();
        if (deadline == 0) {
          deadline = now + PATIENCE_NANOS;
        } else if (now - deadline > 0) {
          held = 1;
          return;
        }
      }
    }
  }

  /** Gives the lock back; cheaper than a volatile write, which waits for all stores before it. */
  void unlock() {
    U.putIntRelease(this, HELD, 0);
  }

  boolean isHeld() {
    return held != 0;
  }
}
