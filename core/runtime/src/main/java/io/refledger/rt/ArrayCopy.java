package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.Stripes;
import jdk.internal.vm.annotation.Hidden;

/*
 * A copy goes in batches. For each batch, under the stripes of both arrays (in order):
 *
 *   1. the new referents are read from the source and increfed,
 *   2. the cells of the destination are swapped, the old slots kept in `olds`,
 *   3. the real elements are copied;
 *
 * then the stripes are given back and the old slots decrefed. Within one array that overlaps
 * itself, batches go in the direction in which no element is overwritten before it was read; so an
 * element that only moves is counted at its old place until it is counted at the new one.
 *
 * An element that the destination does not take ends the copy where System.arraycopy ends it; the
 * real call on the rest throws the exception.
 *
 * Copies are made in advance, as hooks do not allocate; one is in use from `take` to `release`.
 */

/** The books of one {@code System.arraycopy}. */
public final class ArrayCopy {
  private static final int BATCH = 256;
  private static final int POOL = 32;
  private static final int PROBES = 4;
  private static final ArrayCopy[] ALL = new ArrayCopy[POOL];
  private static final long IN_USE = U.objectFieldOffset(ArrayCopy.class, "inUse");

  static {
    for (int i = 0; i < POOL; i++) ALL[i] = new ArrayCopy();
  }

  /** 1 while a thread uses this. Written by compare-and-set, release. */
  @SuppressWarnings("UnusedVariable") // through Unsafe
  private volatile int inUse;

  private final int[] olds = new int[BATCH];
  private Object[] source;
  private Object[] target;
  private int sourceSlot;
  private int targetSlot;

  /** Index in the target less index in the source. */
  private int shift;

  private boolean isChecked;
  private int storeContext;

  private ArrayCopy() {}

  /** {@code System.arraycopy}, with its exceptions. */
  @Hidden
  public static void copy(
      Object from, int at, Object to, int start, int length, Context c, int site) {
    int done = 0;
    if (length > 0
        && !Tracking.isOver()
        && from instanceof Object[] source
        && to instanceof Object[] target
        && isWithin(source, at, length)
        && isWithin(target, start, length)) {
      ArrayCopy copy = take(c);
      copy.source = source;
      copy.target = target;
      copy.shift = start - at;
      copy.storeContext = SITES.context(site, c);
      done = copy.run(at, length, c);
      copy.release();
    }
    // The JVM finds the same misfit first, and throws.
    if (done < length || length <= 0) {
      System.arraycopy(from, at + done, to, start + done, length - done);
    }
  }

  private static boolean isWithin(Object[] array, int start, int length) {
    return start >= 0 && length <= array.length - start;
  }

  /**
   * The number of elements copied: all, or those before the first that the target refuses; none if
   * there is nothing to count.
   */
  private int run(int at, int length, Context c) {
    sourceSlot = Identity.slot(source);
    targetSlot = Identity.slot(target);
    if (Installation.NARROW && isInForeignHands(targetSlot)) {
      handOut(at, length, c);
      if (targetSlot == 0) return 0; // nothing to count
    }
    if (Installation.ATTACHED && Installation.SHOWN.isShown(target, c)) handOut(at, length, c);
    if (targetSlot == 0) targetSlot = adopted(at, length, c);
    isChecked = !takesAll(source, target);
    boolean isBackwards = source == target && shift > 0;
    int done = 0;
    while (done < length) {
      int count = Math.min(BATCH, length - done);
      int first = isBackwards ? at + length - done - count : at + done;
      int copied = batch(first, count, c);
      done += copied;
      if (copied < count) break;
    }
    return done;
  }

  private void handOut(int at, int length, Context c) {
    for (int i = at; i < at + length; i++) {
      Object element = source[i];
      if (element != null) Installation.FOREIGN.handOut(element, c);
    }
  }

  private static boolean isInForeignHands(int target) {
    return target == 0 || (LEDGER.word(target) & CountWord.FOREIGN_BIT) != 0;
  }

  /** The slot of an untracked target, which is adopted if an element is tracked. */
  private int adopted(int at, int length, Context c) {
    int slot = Installation.ADOPTED.slot(target);
    for (int i = at; slot == 0 && i < at + length; i++) {
      slot = Installation.ADOPTED.slot(target, source[i], c);
    }
    return slot;
  }

  private int batch(int first, int count, Context c) {
    int low = stripe(sourceSlot, source);
    int high = stripe(targetSlot, target);
    long lower = LEDGER.lockReferrer(Math.min(low, high));
    long upper = low == high ? 0 : LEDGER.lockReferrer(Math.max(low, high));
    int accepted = isChecked ? accepted(first, count) : count;
    int displaced = swap(first, accepted, c);
    System.arraycopy(source, first, target, first + shift, accepted);
    if (upper != 0) LEDGER.unlock(upper);
    LEDGER.unlock(lower);
    for (int i = 0; i < displaced; i++) LEDGER.decref(olds[i], c, storeContext);
    return accepted;
  }

  /** Writes the new referents' slots into the cells; the number of old ones in {@code olds}. */
  private int swap(int first, int count, Context c) {
    int displaced = 0;
    for (int i = first; i < first + count; i++) {
      Object element = source[i];
      int to = element == null ? 0 : Identity.slot(element);
      // Without a slot neither the old element nor the new one is tracked, or it was handed out.
      boolean counts = to != 0 && (targetSlot != 0 || !Installation.FOREIGN.isIn(to));
      if (counts) LEDGER.incref(to, c, storeContext);
      int old = targetSlot != 0 ? LEDGER.swap(targetSlot, i + shift, to, storeContext) : 0;
      if (old != 0) olds[displaced++] = old;
    }
    return displaced;
  }

  private int accepted(int first, int count) {
    for (int i = 0; i < count; i++) {
      Object element = source[first + i];
      if (element != null && !Stores.accepts(target, element)) return i;
    }
    return count;
  }

  private static boolean takesAll(Object[] source, Object[] target) {
    return target.getClass() == Object[].class
        || target.getClass() == source.getClass()
        || Vm.componentType(target.getClass())
            .isAssignableFrom(Vm.componentType(source.getClass()));
  }

  private static int stripe(int slot, Object array) {
    return (slot != 0 ? slot : Identity.stripeOf(array)) & (Stripes.COUNT - 1);
  }

  private static ArrayCopy take(Context c) {
    for (int i = 0; i < PROBES; i++) {
      ArrayCopy copy = ALL[(int) (c.threadId + i) & POOL - 1];
      if (U.compareAndSetInt(copy, IN_USE, 0, 1)) return copy;
    }
    c.births++;
    ArrayCopy fresh = new ArrayCopy();
    c.births--;
    return fresh;
  }

  private void release() {
    source = null;
    target = null;
    inUse = 0;
  }
}
