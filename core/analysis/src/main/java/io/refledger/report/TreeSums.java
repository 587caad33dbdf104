package io.refledger.report;

import io.refledger.graph.WeightedBranches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Adds weights up along ways of keys. For one use. */
final class TreeSums {
  /** The branch that all others lead from. */
  static final int ROOT = WeightedBranches.ROOT;

  /** Branches that a tree has at most, beside those that stand for what is left out. */
  static final int MOST_SHOWN = 1500;

  private static final int DEEPEST = 60;
  private static final int MOST_BRANCHES = 1 << 20;

  private final WeightedBranches branches = new WeightedBranches(DEEPEST, MOST_BRANCHES);

  /** What a key is called. */
  interface Labels {
    /** A branch without weight or children that has the name of a key. */
    WeightTree label(int key);
  }

  /** The branch that a key leads to; the same branch again if it led there, or is too deep. */
  int child(int branch, int key) {
    return branches.child(branch, key);
  }

  /** Adds a weight to what ends in a branch. */
  void add(int branch, long weight) {
    branches.add(branch, weight);
  }

  /** The heaviest branches; what is left out of each is one branch that says how many it is. */
  WeightTree tree(String rootName, Labels labels) {
    int count = branches.size();
    long[] totals = branches.totals();
    long least = leastShown(totals);
    List<List<WeightTree>> childrenByBranch = new ArrayList<>();
    for (int branch = 0; branch < count; branch++) {
      childrenByBranch.add(null);
    }
    Rest rest = new Rest(count);
    for (int branch = count - 1; branch > ROOT; branch--) {
      if (totals[branch] < least) {
        rest.add(branches.parent(branch), totals[branch]);
        continue;
      }
      WeightTree label = labels.label(branches.key(branch));
      List<WeightTree> children = rest.with(branch, childrenByBranch.get(branch));
      childrenOf(branches.parent(branch), childrenByBranch)
          .add(new WeightTree(label.name(), label.at(), branches.own(branch), children));
    }
    return new WeightTree(
        rootName, "", branches.own(ROOT), rest.with(ROOT, childrenByBranch.get(ROOT)));
  }

  private static List<WeightTree> childrenOf(int branch, List<List<WeightTree>> childrenByBranch) {
    if (childrenByBranch.get(branch) == null) {
      childrenByBranch.set(branch, new ArrayList<>());
    }
    return childrenByBranch.get(branch);
  }

  /** A parent weighs no less than its child, so the branches from a weight on are a tree. */
  private static long leastShown(long[] totals) {
    long[] sorted = totals.clone();
    Arrays.sort(sorted);
    int heaviestLeftOut = sorted.length - MOST_SHOWN - 1;
    return heaviestLeftOut < 0 ? 1 : sorted[heaviestLeftOut] + 1; // those alike are all left out
  }

  /** What is left out, by the branch that it hangs on. */
  private static final class Rest {
    private static final Comparator<WeightTree> HEAVIEST_FIRST =
        Comparator.comparingLong(WeightTree::total)
            .reversed()
            .thenComparing(WeightTree::name)
            .thenComparing(WeightTree::at);

    private final int[] countByBranch;
    private final long[] weightByBranch;

    Rest(int branches) {
      countByBranch = new int[branches];
      weightByBranch = new long[branches];
    }

    void add(int branch, long weight) {
      if (weight > 0) {
        countByBranch[branch]++;
        weightByBranch[branch] += weight;
      }
    }

    List<WeightTree> with(int branch, List<WeightTree> children) {
      List<WeightTree> all = new ArrayList<>(children == null ? List.of() : children);
      all.sort(HEAVIEST_FIRST);
      if (countByBranch[branch] > 0) {
        String name = countByBranch[branch] + " smaller";
        all.add(new WeightTree(name, "", weightByBranch[branch], List.of()));
      }
      return all;
    }
  }
}
