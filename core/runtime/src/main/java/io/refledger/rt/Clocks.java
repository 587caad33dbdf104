package io.refledger.rt;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;

/**
 * The birth clock and the drop clock. Each context draws a batch at a time: exact within a thread,
 * between threads within a batch. Births and drops count apart; both wrap and compare by their
 * difference.
 *
 * <p>A batch of births is as large as the thread's share of all births lets it be: one that
 * allocates now and then would else date its objects back to when it drew the batch.
 */
final class Clocks {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long BIRTHS = U.objectFieldOffset(Clocks.class, "births");
  private static final long DROPS = U.objectFieldOffset(Clocks.class, "drops");
  private static final int BATCH = 64;

  /** A batch that all threads together needed so many times its births for was too large. */
  private static final int MOST_SHARES = 32;

  /** Read and written by getAndAdd. */
  @SuppressWarnings("UnusedVariable") // through Unsafe
  private volatile long births = 1;

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
    int batch = c.birthBatch;
    boolean isRare = births - c.birthsDrawn > (long) MOST_SHARES * batch;
    batch = isRare ? Math.max(1, batch >> 1) : Math.min(BATCH, batch << 1);
    long first = U.getAndAddLong(this, BIRTHS, batch);
    c.birthBatch = batch;
    c.birthsDrawn = first;
    c.birthClock = (int) first;
    c.birthClockEnd = c.birthClock + batch;
  }

  /** The number of births so far, and of those that batches in use have ahead of them. */
  long births() {
    return births;
  }

  @DontInline
  private void drawDrops(Context c) {
    c.dropClock = U.getAndAddInt(this, DROPS, BATCH);
    c.dropClockEnd = c.dropClock + BATCH;
  }
}
