package io.refledger.rt;

import jdk.internal.vm.annotation.ForceInline;

/*
 * A slot needs fewer bits than a number below FIRST_MIRROR has. The others are a check: a hash that
 * the JVM made, by chance or in the archive of its own objects, has the right one as seldom as there
 * are values of it.
 *
 *   bits 0 .. SLOT_BITS - 1    the slot
 *   bits SLOT_BITS .. 28       its check
 */
/** The number that stands for a slot in the header of its object. */
final class SlotNumber {
  private static final int NUMBER_BITS = 29;
  private static final int MOST_CHECK_BITS = 12;
  private static final int SCATTER = 0x9E3779B1;
  private static final int SLOT_BITS =
      Integer.SIZE - Integer.numberOfLeadingZeros(Installation.LEDGER.capacity());
  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
  private static final int CHECK_BITS = Math.min(NUMBER_BITS - SLOT_BITS, MOST_CHECK_BITS);
  private static final int CHECK_MASK = (1 << CHECK_BITS) - 1;
  private static final int CHECK_SHIFT = Integer.SIZE - MOST_CHECK_BITS;

  private SlotNumber() {}

  /** The number of a slot. */
  @ForceInline
  static int of(int slot) {
    return slot | check(slot) << SLOT_BITS;
  }

  /** The slot that a number stands for, given out yet or not; 0 if it stands for none. */
  @ForceInline
  static int slot(int number) {
    int slot = number & SLOT_MASK;
    return number >>> SLOT_BITS == check(slot) ? slot : 0;
  }

  @ForceInline
  private static int check(int slot) {
    return ((slot * SCATTER) >>> CHECK_SHIFT) & CHECK_MASK;
  }
}
