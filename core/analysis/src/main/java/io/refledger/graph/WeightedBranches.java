package io.refledger.graph;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import io.refledger.snapshot.PairNumbers;

/*
 * Branches are numbered as they come, so a parent has a lower number than its children. A key below
 * itself is one branch, so that a list of a million nodes has no depth; and where two kinds of objects
 * take turns, a tree has an end.
 */
/** A tree of keys with a weight for what ends in each branch. */
public final class WeightedBranches {
  /** The branch that all others lead from. */
  public static final int ROOT = 0;

  private static final int NO_KEY = -1;

  private final int deepest;
  private final int mostBranches;

  /** Parent and key of each branch but the root, whose number is one lower here. */
  private final PairNumbers branches = new PairNumbers();

  private final IntArrayList depthByBranch = new IntArrayList();
  private final LongArrayList ownByBranch = new LongArrayList();

  /** The root alone. Beyond the limits a key leads nowhere. */
  public WeightedBranches(int deepest, int mostBranches) {
    this.deepest = deepest;
    this.mostBranches = mostBranches;
    depthByBranch.add(0);
    ownByBranch.add(0);
  }

  /** The branch that a key leads to; the same branch again if it led there, or leads nowhere. */
  public int child(int branch, int key) {
    if (key(branch) == key) {
      return branch;
    }
    int known = branches.known(branch, key);
    if (known != PairNumbers.ABSENT) {
      return known + 1;
    }
    if (depthByBranch.get(branch) == deepest || size() == mostBranches) {
      return branch;
    }
    depthByBranch.add(depthByBranch.get(branch) + 1);
    ownByBranch.add(0);
    return branches.of(branch, key) + 1;
  }

  /** Adds a weight to what ends in a branch. */
  public void add(int branch, long weight) {
    ownByBranch.set(branch, ownByBranch.get(branch) + weight);
  }

  /** The number of branches; they are numbered from the root's 0 on. */
  public int size() {
    return depthByBranch.size();
  }

  /** The branch that a branch other than the root leads from. */
  public int parent(int branch) {
    return branches.first(branch - 1);
  }

  /** The key that led to a branch; -1 for the root. */
  public int key(int branch) {
    return branch == ROOT ? NO_KEY : branches.second(branch - 1);
  }

  /** The weight of what ends in a branch. */
  public long own(int branch) {
    return ownByBranch.get(branch);
  }

  /** The weights of what ends in each branch or below it. */
  public long[] totals() {
    long[] totals = ownByBranch.toArray();
    for (int branch = size() - 1; branch > ROOT; branch--) {
      totals[parent(branch)] += totals[branch];
    }
    return totals;
  }
}
