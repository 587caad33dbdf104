package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/**
 * A lock for a few dozen instructions. Whoever has waited ten seconds takes it by force: a thread
 * that died inside must not stop the program.
 */
public final class SpinLock {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long HELD = U.objectFieldOffset(SpinLock.class, "held");
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int SPINS = 100;

  /** Read: volatile. Written: CAS 0 to 1, release to 0. */
  private volatile int held;

  /** Waits for the lock. */
  public void lock() {
    if (!tryLock()) {
      lockSlowly();
    }
  }

  private void lockSlowly() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (int spins = 0; !tryLock(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Pause.briefly();
        if (System.nanoTime() - deadline > 0) {
          return;
        }
      }
    }
  }

  /** Takes the lock if it is free. */
  public boolean tryLock() {
    return held == 0 && U.compareAndSetInt(this, HELD, 0, 1);
  }

  /** Gives the lock back. */
  public void unlock() {
    U.putIntRelease(this, HELD, 0);
  }
}
