package io.refledger.rt;

import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.RecordLayout;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/*
 * Sets are found by union-find over the edges between garbage. Scratch of a member: the slot of its
 * parent, of a root itself; once sets are numbered, of a root the complement of its number. Nobody
 * else has scratch. All of it is linear in objects and edges.
 */
/**
 * The weakly connected sets of garbage, and for each set the statement that dropped it, which is
 * its latest drop stamp (Merlin's idea). The cycles in them are for {@link GarbageCycles}.
 */
final class GarbageSets {
  private static final Unsafe U = Unsafe.getUnsafe();

  private final ShadowTable table;
  private final EdgeTable edges;
  private final GarbageCycles cycles;

  /** By set: the member with the latest stamp. */
  private final IntVector latest = new IntVector(64);

  GarbageSets(ShadowTable table, EdgeTable edges, CycleKinds kinds) {
    this.table = table;
    this.edges = edges;
    cycles = new GarbageCycles(table, edges, kinds);
  }

  /**
   * After this, every member carries the latest stamp of its set, and scratch is 0 again. Does
   * nothing without sites.
   */
  void findDrops(IntVector garbage) {
    if (!table.sites) {
      return;
    }
    unite(garbage);
    number(garbage);
    for (int i = 0; i < garbage.size(); i++) {
      raise(set(garbage.get(i)), garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      copyStamp(latest.get(set(garbage.get(i))), garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      table.setScratch(garbage.get(i), 0);
    }
  }

  /** Counts the cycles in condemned garbage by kind. Does nothing without sites. */
  void noteCycles(IntVector garbage) {
    if (table.sites) {
      cycles.note(garbage);
    }
  }

  /** After this, members of a set have the same root. */
  private void unite(IntVector garbage) {
    for (int i = 0; i < garbage.size(); i++) {
      table.setScratch(garbage.get(i), garbage.get(i));
    }
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      long word = table.word(slot);
      long cells = edges.cells(slot, word);
      for (int n = edges.cellCount(slot, word) - 1; n >= 0; n--) {
        int referent = U.getInt(cells + 4L * n);
        if (referent > 0 && table.scratch(referent) != 0) {
          table.setScratch(root(referent), root(slot));
        }
      }
    }
  }

  private int root(int slot) {
    int at = slot;
    int parent = table.scratch(at);
    while (parent != at && parent > 0) {
      int grandparent = table.scratch(parent);
      if (grandparent < 0) {
        return parent;
      }
      table.setScratch(at, grandparent);
      at = grandparent;
      parent = table.scratch(at);
    }
    return at;
  }

  private void number(IntVector garbage) {
    latest.clear();
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      if (table.scratch(slot) == slot) {
        table.setScratch(slot, ~latest.size());
        latest.add(slot);
      }
    }
  }

  private int set(int slot) {
    return ~table.scratch(root(slot));
  }

  private void raise(int set, int slot) {
    if (table.dropClock(slot) - table.dropClock(latest.get(set)) > 0) {
      latest.set(set, slot);
    }
  }

  private void copyStamp(int from, int to) {
    long source = table.address(from);
    long target = table.address(to);
    U.putInt(target + RecordLayout.DROP_CONTEXT, U.getInt(source + RecordLayout.DROP_CONTEXT));
    U.putInt(target + RecordLayout.DROP_CLOCK, U.getInt(source + RecordLayout.DROP_CLOCK));
  }

  void dispose() {
    latest.dispose();
    cycles.dispose();
  }
}
