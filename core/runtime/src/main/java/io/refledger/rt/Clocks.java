package io.refledger.rt;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;

/**
 * The birth clock and the drop clock. Each context draws a batch at a time: exact within a thread,
 * between threads within a batch. Births and drops count apart; both wrap and compare by their
 * difference.
 */
final class Clocks {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long BIRTHS = U.objectFieldOffset(Clocks.class, "births");
  private static final long DROPS = U.objectFieldOffset(Clocks.class, "drops");
  private static final int BATCH = 64;

  /** Read and written by getAndAdd. */
  @SuppressWarnings("UnusedVariable") // through Unsafe
  private volatile int births = 1;

  /** Read and written by getAndAdd. */
  @SuppressWarnings("UnusedVariable") // through Unsafe
  private volatile int drops = 1;

  int nextBirth(Context c) {
    if (c.birthClock == c.birthClockEnd) {
      drawBirths(c);
    }
    return c.birthClock++;
  }

  int nextDrop(Context c) {
    if (c.dropClock == c.dropClockEnd) {
      drawDrops(c);
    }
    return c.dropClock++;
  }

  @DontInline
  private void drawBirths(Context c) {
    c.birthClock = U.getAndAddInt(this, BIRTHS, BATCH);
    c.birthClockEnd = c.birthClock + BATCH;
  }

  @DontInline
  private void drawDrops(Context c) {
    c.dropClock = U.getAndAddInt(this, DROPS, BATCH);
    c.dropClockEnd = c.dropClock + BATCH;
  }
}
