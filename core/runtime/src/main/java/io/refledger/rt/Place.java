package io.refledger.rt;

import static io.refledger.rt.Installation.ATTACHED;
import static io.refledger.rt.Installation.FOREIGN;
import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SHOWN;
import static io.refledger.rt.Installation.TYPES;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/**
 * A cell of the ledger that stands for a reference in the heap, in one long: slot or block of
 * statics in bits 31..61, reference index + 1 in bits 0..30. A place without an index is no cell:
 * its referrer is opaque, and the heap itself tells what it holds. EMPTY is the place of an
 * untracked referrer that refers to nothing tracked, neither before a store nor after, or to what
 * is foreign anyway, or turned so as there was no memory for a cell.
 */
final class Place {
  static final long EMPTY = 1L << 63;

  private static final int LOW = 0x7fffffff;

  private Place() {}

  /** A reference of an object that is about to refer to {@code value}. */
  @ForceInline
  static long ofReference(Object referrer, int index, Object value, Context c) {
    int slot = Identity.slot(referrer);
    return slot != 0 ? (long) slot << 31 | (index + 1) : ofUntracked(referrer, index, value, c);
  }

  @DontInline
  private static long ofUntracked(Object referrer, int index, Object value, Context c) {
    if (index < 0) return 0;
    if (value != null && isUnseen(referrer, c)) {
      FOREIGN.handOut(value, c);
      return EMPTY;
    }
    int slot = Installation.ADOPTED.slot(referrer, value, c);
    return slot == 0 ? EMPTY : (long) slot << 31 | (index + 1);
  }

  /**
   * Whether code that is not woven may read what an untracked object refers to. What it refers to
   * is in foreign hands, and it is not adopted.
   */
  static boolean isUnseen(Object untracked, Context c) {
    return Installation.NARROW
        && (untracked instanceof Object[] || !TYPES.of(untracked.getClass(), c).isWhole);
  }

  static long ofStatic(int block, int index) {
    return block == 0 ? 0 : (long) block << 31 | (index + 1);
  }

  /**
   * The place at an offset of any object but null that is about to refer to {@code value}; may make
   * the type of its class.
   */
  static long at(Object holder, long offset, Object value, Context c) {
    if (holder instanceof Class<?> mirror) {
      Type type = TYPES.of(mirror, c);
      int index = type.staticAt(offset);
      if (ATTACHED && value != null && type.isShownStatic(index)) FOREIGN.handOut(value, c);
      if (index >= 0) return ofStatic(type.statics, index);
    }
    int index =
        holder instanceof Object[]
            ? (int) ((offset - Vm.ARRAY_BASE) >> Vm.ARRAY_SHIFT)
            : TYPES.of(holder.getClass(), c).indexAt(offset);
    if (ATTACHED && value != null && SHOWN.isShown(holder, index, c)) FOREIGN.handOut(value, c);
    return ofReference(holder, index, value, c);
  }

  /** Whether the ledger has a cell for it. */
  @ForceInline
  static boolean isCell(long place) {
    return ((int) place & LOW) != 0;
  }

  /** Locks the stripe that guards a place in {@code holder}. */
  @ForceInline
  static long lock(long place, Object holder) {
    int number = (int) (place >>> 31) & LOW;
    return LEDGER.lockReferrer(number != 0 ? number : Identity.stripeOf(holder));
  }

  /** Writes a cell, under its stripe; the slot it held. */
  @ForceInline
  static int swap(long place, int referent, int context) {
    int number = (int) (place >>> 31) & LOW;
    int index = ((int) place & LOW) - 1;
    return LEDGER.swap(number, index, referent, context);
  }
}
