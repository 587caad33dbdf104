package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;
import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.Pause;
import jdk.internal.vm.annotation.DontInline;

/*
 * A field changed twice between the reads of a load (decision 2), and what was read last died before
 * it was pinned. It comes back, but its references have been released. The object itself still has
 * them, so they are read from it and counted again; what died with it comes back in the same way. Only
 * a slot that was given away since then, which takes more deaths than the reuse distance, cannot be
 * had back.
 */
/** Objects that a load revives because it came too late. */
final class LateLoads {
  private static final int FIRST_CAPACITY = 16;
  private static final long PATIENCE_NANOS = 10_000_000;

  /** Objects whose references are to be counted again: a stack. Plain: not woven, on no root. */
  private Object[] open = new Object[FIRST_CAPACITY];

  private int size;

  private LateLoads() {}

  /**
   * Pins a dead object that was read, and counts again what it refers to and what comes back with
   * it. What something holds weakly has kept its references itself.
   */
  @DontInline
  static void revive(Object o, int slot, Context c) {
    boolean isKept = (LEDGER.word(slot) & CountWord.WEAK_BIT) != 0;
    long revived = c.revived;
    LEDGER.pin(slot, c);
    if (!isKept) restoreAll(o, c);
    if (c.revived != revived) LEDGER.noteRevivedLate(c.revived - revived);
  }

  private static void restoreAll(Object o, Context c) {
    LEDGER.noteLateLoad();
    long state = Units.putAside(c);
    LateLoads loads = new LateLoads();
    loads.push(o);
    while (loads.size > 0) loads.restore(loads.pop(), c);
    Units.takeUp(state, c);
  }

  private void restore(Object o, Context c) {
    int slot = Identity.slot(o);
    awaitRelease(slot);
    Type type = TYPES.of(o.getClass(), c);
    int count = o instanceof Object[] elements ? elements.length : type.references();
    for (int i = type.isReference ? 1 : 0; i < count; i++) {
      long offset = type.isArray ? Vm.elementOffset(i) : type.offsets[i];
      if (offset >= 0) restore(slot, i, offset, o, c);
    }
  }

  private void restore(int slot, int index, long offset, Object o, Context c) {
    long stripe = LEDGER.lockReferrer(slot);
    Object value = U.getReference(o, offset);
    int to = value == null ? 0 : Identity.slot(value);
    boolean isMissing = to != 0 && LEDGER.isLive(slot) && LEDGER.referent(slot, index) == 0;
    boolean isDead = isMissing && !LEDGER.isLive(to);
    if (isMissing) {
      LEDGER.incref(to, c);
      LEDGER.swap(slot, index, to, 0);
    }
    LEDGER.unlock(stripe);
    if (isDead) push(value);
  }

  /** Whoever was freeing the object releases its references to the end, or nearly so. */
  private static void awaitRelease(int slot) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while ((LEDGER.word(slot) & CountWord.DYING_BIT) != 0 && System.nanoTime() - deadline < 0) {
      Pause.briefly();
    }
  }

  private void push(Object o) {
    if (size == open.length) {
      Object[] more = new Object[2 * size];
      for (int i = 0; i < size; i++) more[i] = open[i];
      open = more;
    }
    open[size++] = o;
  }

  private Object pop() {
    Object o = open[--size];
    open[size] = null;
    return o;
  }
}
