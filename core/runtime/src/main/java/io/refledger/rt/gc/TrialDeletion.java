package io.refledger.rt.gc;

import io.refledger.rt.table.Cells;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/*
 * The scratch int of a member is gcRefs << 2 | state. States, as in gc.c:
 *   NONE         not a member, or scanned: everything it refers to was told that it is reachable
 *   COLLECTING   in the list being scanned; gcRefs 0 means: not known to be reachable
 *   UNREACHABLE  moved to the unreachable list, tentatively; gcRefs 0
 * An object in UNREACHABLE that turns out to be reachable goes to the end of the scanned list, as
 * gc.c's dance does, so that list orders agree with CPython's.
 *
 * Nothing here needs the mutators to stand still: what they change meanwhile makes a candidate too
 * many or a survivor too many, and Verification looks at the candidates. What was garbage before it
 * began is always found, for nobody changes it.
 */
/** CPython's deduce_unreachable: which members of a list are referred to by members only. */
final class TrialDeletion {
  private static final int STATE_MASK = 3;
  private static final int COLLECTING = 1;
  private static final int UNREACHABLE = 2;
  private static final int ONE = 4;
  private static final int MAX_REFS = 1 << 28;

  private final ShadowTable table;
  private final Cells cells;

  /** Members with gcRefs 0, not known to be reachable. 0 between collections. */
  private int unknown;

  /** Of the last run: edges that found gcRefs at 0 already, and the first object they led to. */
  private int tooMany;

  private int tooManyOf;

  /** Such edges that were found while edges stood still: a count is too small, a bug of ours. */
  private long tooSmall;

  /** The first object of which that was so, 0 for none, and its references then. */
  private int tooSmallSlot;

  private int tooSmallRefs;

  TrialDeletion(ShadowTable table, EdgeTable edges) {
    this.table = table;
    cells = new Cells(table, edges);
  }

  /** After this, gcRefs of the member is the number of its references and pins. */
  void updateRefs(int slot, long word) {
    int foreign = (word & CountWord.FOREIGN_BIT) == 0 ? 0 : 1;
    int gcRefs = Math.min(MAX_REFS, CountWord.refs(word) + CountWord.pins(word) + foreign);
    table.setScratch(slot, (gcRefs * ONE) | COLLECTING);
    if (gcRefs == 0) {
      unknown++;
    }
  }

  /** As {@link #updateRefs(int, long)} for each of {@code members}. */
  void updateRefs(IntVector members) {
    for (int i = 0; i < members.size(); i++) {
      updateRefs(members.get(i), table.word(members.get(i)));
    }
  }

  /**
   * Splits {@code members}. Contract: updateRefs was called for each, scratch of all others is 0.
   * After this, {@code unreachable} holds the members that no reference from outside reaches,
   * {@code reachable} has the others at its end, of {@code generation} by their words, both in
   * CPython's order; scratch is 0. False if a count was smaller than the number of edges, as it may
   * be while mutators store.
   */
  boolean deduceUnreachable(
      IntVector members, IntVector reachable, IntVector unreachable, int generation) {
    cells.begin();
    tooMany = 0;
    subtractRefs(members);
    moveUnreachable(members, reachable, unreachable, generation);
    unknown = 0;
    return tooMany == 0;
  }

  /** Counts that the last run found too small are. Contract: edges stood still in it. */
  void noteTooSmall() {
    if (tooSmall == 0 && tooMany != 0) {
      tooSmallSlot = tooManyOf;
      tooSmallRefs = CountWord.refs(table.word(tooManyOf));
    }
    tooSmall += tooMany;
  }

  /**
   * After this, gcRefs of each member is the number of its references from outside. What has died
   * since the members were listed has let go of its references, or is about to, whatever its cells
   * say.
   */
  private void subtractRefs(IntVector members) {
    for (int i = 0; i < members.size(); i++) {
      int slot = members.get(i);
      long word = table.word(slot);
      if (CountWord.isDead(word)) {
        continue;
      }
      for (int n = cells.of(slot, word) - 1; n >= 0; n--) {
        visitDecref(cells.referent(n));
      }
    }
  }

  /** Slot 0 is never a member. */
  private void visitDecref(int referent) {
    int scratch = table.scratch(referent);
    if ((scratch & STATE_MASK) == COLLECTING) {
      if (scratch >= ONE) {
        table.setScratch(referent, scratch - ONE);
        unknown += scratch < 2 * ONE ? 1 : 0;
      } else if (tooMany++ == 0) {
        tooManyOf = referent;
      }
    }
  }

  /** After this, each member is in one of the two lists. */
  private void moveUnreachable(
      IntVector members, IntVector reachable, IntVector unreachable, int generation) {
    unreachable.clear();
    int listed = members.size();
    // Invariant: every member left of i is in one of the two lists, or stands again behind i.
    for (int i = 0; i < members.size(); i++) {
      int slot = members.get(i);
      if (table.scratch(slot) >= ONE) {
        visitReachable(slot, members, generation);
        reachable.add(slot);
      } else {
        table.setScratch(slot, UNREACHABLE);
        unreachable.add(slot);
      }
    }
    members.truncate(listed);
    keepUnreachable(unreachable);
  }

  /** Tells the referents of {@code slot}, in visiting order, that they are reachable. */
  private void visitReachable(int slot, IntVector members, int generation) {
    table.setScratch(slot, 0);
    long word = table.word(slot);
    if (CountWord.generation(word) != generation) {
      Generations.setGeneration(table, slot, generation);
    }
    if (unknown == 0) {
      return;
    }
    int count = cells.of(slot, word);
    boolean array = (word & CountWord.ARRAY_BIT) != 0;
    for (int n = 0; n < count; n++) {
      markReachable(cells.referent(array ? count - 1 - n : n), members);
    }
  }

  private void markReachable(int referent, IntVector members) {
    int scratch = table.scratch(referent);
    if (scratch == UNREACHABLE || scratch == COLLECTING) {
      table.setScratch(referent, ONE | COLLECTING);
      unknown--;
      if (scratch == UNREACHABLE) {
        members.add(referent);
      }
    }
  }

  /** Takes out of {@code unreachable} what was moved back. After this, scratch is 0. */
  private void keepUnreachable(IntVector unreachable) {
    int kept = 0;
    for (int i = 0; i < unreachable.size(); i++) {
      int slot = unreachable.get(i);
      if (table.scratch(slot) == UNREACHABLE) {
        table.setScratch(slot, 0);
        unreachable.set(kept++, slot);
      }
    }
    unreachable.truncate(kept);
  }

  /** How often a count was smaller than the number of edges. */
  long tooSmall() {
    return tooSmall;
  }

  /** The first count that was too small, for people; empty if there was none. Allocates. */
  String describeTooSmall() {
    return tooSmall == 0
        ? ""
        : "refcount is too small: slot=" + tooSmallSlot + ", refs=" + tooSmallRefs;
  }
}
