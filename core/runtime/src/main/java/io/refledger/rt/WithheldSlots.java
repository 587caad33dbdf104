package io.refledger.rt;

import jdk.internal.misc.Unsafe;

/**
 * Slots that no object is born with, because the JVM gave some object a hash that stands for them.
 * For any thread.
 *
 * <p>The set holds {@link #MOST} slots. What comes later is not withheld, and may be mistaken for
 * the slot's object as long as that is of its class.
 */
final class WithheldSlots {
  static final int MOST = 1 << 12;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long SIZE = U.objectFieldOffset(WithheldSlots.class, "size");
  private static final int MASK = 4 * MOST - 1;
  private static final int SCATTER = 0x9E3779B1;
  private static final int FILTER_WORD_BITS = 9;

  /**
   * A bit for each slot that is in, and for some that are not: so most births need no look at the
   * table, which is too large to stay in a near cache. Written before the table: getAndBitwiseOr.
   */
  private final long[] filter = new long[1 << FILTER_WORD_BITS];

  /** Open addressing; 0 is empty. Read: plain, a reader may be late. Written: compare-and-set. */
  private final int[] slots = new int[MASK + 1];

  /** Read: volatile. Written: getAndAdd. */
  private volatile int size;

  boolean contains(int slot) {
    return (filter[filterWord(slot)] & filterBit(slot)) != 0 && isInTable(slot);
  }

  private boolean isInTable(int slot) {
    int cell = first(slot);
    while (slots[cell] != 0) {
      if (slots[cell] == slot) {
        return true;
      }
      cell = (cell + 1) & MASK;
    }
    return false;
  }

  /** Enters a slot, unless it is there or there is no room. */
  void add(int slot) {
    if (size >= MOST || contains(slot) || U.getAndAddInt(this, SIZE, 1) >= MOST) {
      return;
    }
    U.getAndBitwiseOrLong(filter, Vm.longOffset(filterWord(slot)), filterBit(slot));
    int cell = first(slot);
    while (!U.compareAndSetInt(slots, Vm.intOffset(cell), 0, slot)) {
      cell = (cell + 1) & MASK;
    }
  }

  private static int filterWord(int slot) {
    return (slot * SCATTER) >>> -FILTER_WORD_BITS;
  }

  /** The shift takes the low bits, of which neighbours have different ones. */
  private static long filterBit(int slot) {
    return 1L << slot;
  }

  /** Slots are given out one after the other: neighbours must not make long runs. */
  private static int first(int slot) {
    return (slot * SCATTER) >>> 8 & MASK;
  }
}
