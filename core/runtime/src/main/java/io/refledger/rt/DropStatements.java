package io.refledger.rt;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.RecordLayout;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/**
 * The statement that made garbage unreachable: of each set of condemned objects connected by
 * references the latest drop stamp (Merlin's idea), written over the stamps of all of them.
 *
 * <p>Sets are found by union-find; the scratch int of a member is its parent's slot.
 */
final class DropStatements {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long CONDEMNED = CountWord.DEAD | CountWord.ORANGE_BIT;

  private final ShadowTable table;
  private final EdgeTable edges;

  DropStatements(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
  }

  /** After this, every member has the latest stamp of its set; scratch is 0 again. */
  void compute(IntVector garbage) {
    if (!table.sites) {
      return;
    }
    for (int i = 0; i < garbage.size(); i++) {
      table.setScratch(garbage.get(i), garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      uniteWithReferents(garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      raise(find(garbage.get(i)), garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      copyStamp(find(garbage.get(i)), garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      table.setScratch(garbage.get(i), 0);
    }
  }

  private void uniteWithReferents(int slot) {
    long word = table.word(slot);
    long cells = edges.cells(slot, word);
    for (int n = edges.cellCount(slot, word) - 1; n >= 0; n--) {
      int referent = U.getInt(cells + 4L * n);
      if (referent != 0
          && (table.word(referent) & CONDEMNED) == CONDEMNED
          && table.scratch(referent) != 0) {
        table.setScratch(find(referent), find(slot));
      }
    }
  }

  private int find(int slot) {
    int at = slot;
    int parent = table.scratch(at);
    while (parent != at) {
      int grandparent = table.scratch(parent);
      table.setScratch(at, grandparent);
      at = grandparent;
      parent = table.scratch(at);
    }
    return at;
  }

  private void raise(int root, int slot) {
    if (table.dropClock(slot) - table.dropClock(root) > 0) {
      copyStamp(slot, root);
    }
  }

  private void copyStamp(int from, int to) {
    long source = table.address(from);
    long target = table.address(to);
    U.putInt(target + RecordLayout.DROP_CONTEXT, U.getInt(source + RecordLayout.DROP_CONTEXT));
    U.putInt(target + RecordLayout.DROP_CLOCK, U.getInt(source + RecordLayout.DROP_CLOCK));
  }

  /** The drop statement of a member, after {@link #compute}. */
  int contextOf(int slot) {
    return table.dropContext(slot);
  }
}
