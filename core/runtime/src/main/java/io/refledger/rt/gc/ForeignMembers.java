package io.refledger.rt.gc;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.ShadowTable;

/*
 * A foreign object is held from outside, and so is all that it refers to, whether a collection looks
 * at it or not: what it refers to has a reference that no member accounts for. Millions of them, on
 * their way through a library, would make a collection due for each two thousand, and find nothing.
 */
/** Leaves foreign objects out of the generations: they are no members, and count as no births. */
public final class ForeignMembers {
  private final ShadowTable table;
  private final Generations generations;
  private final CycleDetector detector;

  /** Set once, before the first object. */
  private boolean areLeftOut;

  ForeignMembers(ShadowTable table, Generations generations, CycleDetector detector) {
    this.table = table;
    this.generations = generations;
    this.detector = detector;
  }

  /** From now on they are left out. */
  public void leaveOut() {
    generations.leaveForeignOut();
    areLeftOut = true;
  }

  /** An object is foreign now. */
  public void turned(int slot, Mutator mutator) {
    if (isLeftOut(slot) && mutator.count0 > 0) {
      mutator.count0--;
    }
  }

  /** An object that was foreign is young again. Contract: it is no more, and pinned. */
  public void takeBack(int slot, Mutator mutator) {
    if (isLeftOut(slot)) {
      Generations.setGeneration(table, slot, 0);
      mutator.appendYoung(slot, detector);
      mutator.count0++;
    }
  }

  private boolean isLeftOut(int slot) {
    return areLeftOut && (table.word(slot) & CountWord.TRACKED_BIT) != 0;
  }
}
