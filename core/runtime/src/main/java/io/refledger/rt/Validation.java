package io.refledger.rt;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.ShadowTable;

/** Checks a ledger that no other thread is using. */
final class Validation {
  private final ShadowTable table;
  private final EdgeTable edges;

  Validation(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
  }

  /**
   * The invariants of a quiet ledger: nobody is DYING or ORANGE; scratch is 0; dead records refer
   * to nothing; every referent is alive and counts at least the references that lead to it.
   *
   * @throws AssertionError naming the first slot that breaks one
   */
  void validate() {
    int[] inner = new int[table.last() + 1];
    for (int slot = 1; slot < inner.length; slot++) {
      checkWord(slot, table.word(slot));
      countReferents(slot, inner);
    }
    for (int slot = 1; slot < inner.length; slot++) {
      long word = table.word(slot);
      boolean counted = (word & CountWord.IMMORTAL_BIT) == 0;
      check(!CountWord.isDead(word) || inner[slot] == 0, slot, "is dead, referrers", inner[slot]);
      int refs = CountWord.refs(word);
      if (counted && refs < inner[slot]) {
        throw new AssertionError(
            "slot " + slot + " refcount is too small: refs=" + refs + " referrers=" + inner[slot]);
      }
    }
  }

  private void checkWord(int slot, long word) {
    check((word & CountWord.DYING_BIT) == 0, slot, "is dying, refs", CountWord.refs(word));
    check((word & CountWord.ORANGE_BIT) == 0, slot, "is orange, refs", CountWord.refs(word));
    check(table.scratch(slot) == 0, slot, "has scratch", table.scratch(slot));
    check(
        !CountWord.isDead(word) || (word & CountWord.COUNTS_MASK) == 0,
        slot,
        "is dead and has refs",
        CountWord.refs(word));
  }

  private void countReferents(int slot, int[] inner) {
    int cells = edges.cellCount(slot, table.word(slot));
    for (int i = 0; i < cells; i++) {
      int referent = edges.referent(slot, i);
      check(referent >= 0 && referent < inner.length, slot, "refers beyond the table", referent);
      check(referent == 0 || !CountWord.isDead(table.word(slot)), slot, "is dead, has", referent);
      inner[referent]++;
    }
  }

  private static void check(boolean holds, int slot, String what, int actual) {
    if (!holds) {
      throw new AssertionError("slot " + slot + " " + what + ": " + actual);
    }
  }
}
