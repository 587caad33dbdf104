package io.refledger.rt.gc;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/*
 * The scratch int of a member is gcRefs << 2 | state. States, as in gc.c:
 *   NONE         not a member
 *   COLLECTING   in the list being scanned; gcRefs 0 means: not known to be reachable
 *   UNREACHABLE  moved to the unreachable list, tentatively; gcRefs 0
 *   REACHABLE    scanned, everything it refers to was told so
 * An object in UNREACHABLE that turns out to be reachable goes to the end of the scanned list, as
 * gc.c's dance does, so that list orders agree with CPython's.
 */
/** CPython's deduce_unreachable: which members of a list are referred to by members only. */
final class TrialDeletion {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int STATE_MASK = 3;
  private static final int COLLECTING = 1;
  private static final int UNREACHABLE = 2;
  private static final int REACHABLE = 3;
  private static final int ONE = 4;
  private static final int MAX_REFS = 1 << 28;

  private final ShadowTable table;
  private final EdgeTable edges;

  /** Edges that found gcRefs at 0 already: a count is too small, a bug of ours. */
  private long tooSmall;

  /** The first object of which that was so, 0 for none, and its references then. */
  private int tooSmallSlot;

  private int tooSmallRefs;

  TrialDeletion(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
  }

  /**
   * Splits {@code members}. Contract: the mutators are stopped, scratch is 0. After this, {@code
   * unreachable} holds the members that no reference from outside reaches, {@code reachable} the
   * others, both in CPython's order; scratch is 0 again.
   */
  void deduceUnreachable(IntVector members, IntVector reachable, IntVector unreachable) {
    updateRefs(members);
    subtractRefs(members);
    moveUnreachable(members, reachable, unreachable);
    clearScratch(members);
  }

  /** After this, gcRefs of each member is the number of its references and pins. */
  private void updateRefs(IntVector members) {
    for (int i = 0; i < members.size(); i++) {
      int slot = members.get(i);
      long word = table.word(slot);
      int foreign = (word & CountWord.FOREIGN_BIT) == 0 ? 0 : 1;
      int gcRefs = Math.min(MAX_REFS, CountWord.refs(word) + CountWord.pins(word) + foreign);
      table.setScratch(slot, (gcRefs * ONE) | COLLECTING);
    }
  }

  /** After this, gcRefs of each member is the number of its references from outside. */
  private void subtractRefs(IntVector members) {
    for (int i = 0; i < members.size(); i++) {
      int slot = members.get(i);
      long word = table.word(slot);
      long cells = edges.cells(slot, word);
      for (int n = edges.cellCount(slot, word) - 1; n >= 0; n--) {
        visitDecref(U.getInt(cells + 4L * n));
      }
    }
  }

  private void visitDecref(int referent) {
    if (referent <= 0) {
      return;
    }
    int scratch = table.scratch(referent);
    if ((scratch & STATE_MASK) == COLLECTING) {
      if (scratch >= ONE) {
        table.setScratch(referent, scratch - ONE);
      } else {
        noteTooSmall(referent);
      }
    }
  }

  private void noteTooSmall(int slot) {
    if (tooSmall++ == 0) {
      tooSmallSlot = slot;
      tooSmallRefs = CountWord.refs(table.word(slot));
    }
  }

  /** After this, each member is in one of the two lists. */
  private void moveUnreachable(IntVector members, IntVector reachable, IntVector unreachable) {
    reachable.clear();
    unreachable.clear();
    int listed = members.size();
    // Invariant: every member left of i is in one of the two lists, or stands again behind i.
    for (int i = 0; i < members.size(); i++) {
      int slot = members.get(i);
      if (table.scratch(slot) >= ONE) {
        visitReachable(slot, members);
        table.setScratch(slot, REACHABLE);
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
  private void visitReachable(int slot, IntVector members) {
    long word = table.word(slot);
    long cells = edges.cells(slot, word);
    int count = edges.cellCount(slot, word);
    boolean array = (word & CountWord.ARRAY_BIT) != 0;
    for (int n = 0; n < count; n++) {
      int referent = U.getInt(cells + 4L * (array ? count - 1 - n : n));
      if (referent > 0) {
        markReachable(referent, members);
      }
    }
  }

  private void markReachable(int referent, IntVector members) {
    int scratch = table.scratch(referent);
    if (scratch == UNREACHABLE) {
      table.setScratch(referent, ONE | COLLECTING);
      members.add(referent);
    } else if (scratch == COLLECTING) {
      table.setScratch(referent, ONE | COLLECTING);
    }
  }

  /** Takes out of {@code unreachable} what was moved back. */
  private void keepUnreachable(IntVector unreachable) {
    int kept = 0;
    for (int i = 0; i < unreachable.size(); i++) {
      int slot = unreachable.get(i);
      if (table.scratch(slot) == UNREACHABLE) {
        unreachable.set(kept++, slot);
      }
    }
    unreachable.truncate(kept);
  }

  private void clearScratch(IntVector members) {
    for (int i = 0; i < members.size(); i++) {
      table.setScratch(members.get(i), 0);
    }
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
