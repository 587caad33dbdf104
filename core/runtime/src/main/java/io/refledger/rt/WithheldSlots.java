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

  /** Open addressing; 0 is empty. Read: plain, a reader may be late. Written: compare-and-set. */
  private final int[] slots = new int[MASK + 1];

  /** Read: volatile. Written: getAndAdd. */
  private volatile int size;

  boolean contains(int slot) {
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
    int cell = first(slot);
    while (!U.compareAndSetInt(slots, Vm.intOffset(cell), 0, slot)) {
      cell = (cell + 1) & MASK;
    }
  }

  /** Slots are given out one after the other: neighbours must not make long runs. */
  private static int first(int slot) {
    return (slot * SCATTER) >>> 8 & MASK;
  }
}
