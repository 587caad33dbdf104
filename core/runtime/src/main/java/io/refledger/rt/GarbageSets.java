package io.refledger.rt;

import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.RecordLayout;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/*
 * A search that starts at a member of the garbage makes a tree. Edges between trees unite them: what
 * is united in the end is a set. Disjoint sets of trees by union-find with path halving.
 */
/**
 * The weakly connected sets of garbage, and for each set the statement that dropped it, which is
 * its latest drop stamp (Merlin's idea).
 */
final class GarbageSets {
  private static final Unsafe U = Unsafe.getUnsafe();

  private final ShadowTable table;

  /** By tree: a tree of the same set, its own number for one that stands for its set. */
  private final IntVector parents = new IntVector(64);

  /** By tree that stands for its set: the member with the latest stamp. */
  private final IntVector latest = new IntVector(64);

  GarbageSets(ShadowTable table) {
    this.table = table;
  }

  void clear() {
    parents.clear();
    latest.clear();
  }

  /** A tree with one member, and a set of its own; its number. */
  int plant(int slot) {
    int tree = parents.size();
    parents.add(tree);
    latest.add(slot);
    return tree;
  }

  /** The set of {@code tree} has a member more. Contract: tree stands for its set. */
  void add(int slot, int tree) {
    if (isLater(slot, latest.get(tree))) {
      latest.set(tree, slot);
    }
  }

  /** Clocks compare by their difference. At equal ones nothing was dropped in context 0. */
  private boolean isLater(int slot, int other) {
    int later = table.dropClock(slot) - table.dropClock(other);
    return later > 0 || (later == 0 && table.dropContext(other) == 0);
  }

  /** After this, {@code tree} stands for the sets of both. Contract: it stood for its own. */
  void unite(int tree, int other) {
    int root = root(other);
    if (root != tree) {
      parents.set(root, tree);
      add(latest.get(root), tree);
    }
  }

  private int root(int tree) {
    int at = tree;
    int parent = parents.get(at);
    while (parent != at) {
      int grandparent = parents.get(parent);
      parents.set(at, grandparent);
      at = grandparent;
      parent = parents.get(at);
    }
    return at;
  }

  /** The member with the latest stamp in the set of {@code tree}. */
  int latest(int tree) {
    return latest.get(root(tree));
  }

  /** Gives {@code slot}, which is in {@code tree}, the stamp of its set. */
  void stamp(int slot, int tree) {
    int from = latest(tree);
    if (from != slot) {
      long source = table.address(from);
      long target = table.address(slot);
      U.putInt(target + RecordLayout.DROP_CONTEXT, U.getInt(source + RecordLayout.DROP_CONTEXT));
      U.putInt(target + RecordLayout.DROP_CLOCK, U.getInt(source + RecordLayout.DROP_CLOCK));
    }
  }

  void dispose() {
    parents.dispose();
    latest.dispose();
  }
}
