package io.refledger.rt.gc;

import io.refledger.rt.table.Pause;
import jdk.internal.misc.Unsafe;

/** Sees to it that one thread collects at a time, and that it knows that it is the one. */
final class CollectorLock {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long HELD = U.objectFieldOffset(CollectorLock.class, "held");
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /** Read: volatile. Written: CAS 0 to 1, volatile to 0. */
  private volatile int held;

  /** Who collects. Read: volatile. Written by the thread that holds the lock. */
  private volatile Mutator collector;

  /** True while some thread collects. */
  boolean isHeld() {
    return held != 0;
  }

  /** True inside a collection of this very thread. */
  boolean isHeldBy(Mutator mutator) {
    return collector == mutator;
  }

  boolean tryEnter(Mutator mutator) {
    if (held == 0 && U.compareAndSetInt(this, HELD, 0, 1)) {
      collector = mutator;
      return true;
    }
    return false;
  }

  /**
   * Waits for a collection in another thread, for half a minute at most; false if that was not
   * enough, or if this thread is collecting already.
   */
  boolean enter(Mutator mutator) {
    if (tryEnter(mutator)) {
      return true;
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - deadline < 0 && collector != mutator) {
      if (tryEnter(mutator)) {
        return true;
      }
      Pause.briefly();
    }
    return false;
  }

  /** Undoes {@link #enter} if that was true. */
  void leave(boolean entered) {
    if (entered) {
      leave();
    }
  }

  void leave() {
    collector = null;
    held = 0;
  }
}
