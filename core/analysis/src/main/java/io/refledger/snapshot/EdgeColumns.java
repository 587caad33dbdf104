package io.refledger.snapshot;

import com.carrotsearch.hppc.IntArrayList;

/** The references between nodes, sorted by referrer, one entry an edge in each column. */
final class EdgeColumns {

  final int[] firstByNode;
  final int[] referent;
  final int[] index;
  final int[] storeContext;
  final int leftOut;

  /** Sorts by counting: stable, so that reference order stays. */
  private EdgeColumns(Collector from, int nodes) {
    int count = from.referrer.size();
    firstByNode = firstByNode(from.referrer, nodes);
    int[] next = firstByNode.clone();
    referent = new int[count];
    index = new int[count];
    storeContext = new int[count];
    for (int edge = 0; edge < count; edge++) {
      int to = next[from.referrer.get(edge)]++;
      referent[to] = from.referent.get(edge);
      index[to] = from.index.get(edge);
      storeContext[to] = from.storeContext.get(edge);
    }
    leftOut = from.leftOut;
  }

  private static int[] firstByNode(IntArrayList referrer, int nodes) {
    int[] first = new int[nodes + 1];
    for (int edge = 0; edge < referrer.size(); edge++) {
      first[referrer.get(edge) + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      first[node + 1] += first[node];
    }
    return first;
  }

  /** References in the order visited. */
  static final class Collector {
    private final IntArrayList referrer = new IntArrayList();
    private final IntArrayList index = new IntArrayList();
    private final IntArrayList referent = new IntArrayList();
    private final IntArrayList storeContext = new IntArrayList();
    private int leftOut;

    /** Adds an edge between two nodes; one without a node at either end is left out. */
    void add(int referrerNode, int referenceIndex, int referentNode, int context) {
      if (referrerNode < 0 || referentNode < 0) {
        leftOut++;
        return;
      }
      referrer.add(referrerNode);
      index.add(referenceIndex);
      referent.add(referentNode);
      storeContext.add(context);
    }

    EdgeColumns sortedByReferrer(int nodes) {
      return new EdgeColumns(this, nodes);
    }
  }
}
