package io.refledger.snapshot;

/** References in the order visited, to be sorted by referrer. */
final class EdgeCollector {

  private final IntVector referrer = new IntVector();
  private final IntVector index = new IntVector();
  private final IntVector referent = new IntVector();
  private final IntVector storeContext = new IntVector();
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

  /** The edges by counting sort: stable, so that reference order stays. */
  Snapshot.EdgeColumns sortedByReferrer(int nodes) {
    int count = referrer.size();
    int[] firstByNode = new int[nodes + 1];
    for (int edge = 0; edge < count; edge++) {
      firstByNode[referrer.get(edge) + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      firstByNode[node + 1] += firstByNode[node];
    }
    int[] next = firstByNode.clone();
    int[] sortedReferent = new int[count];
    int[] sortedIndex = new int[count];
    int[] sortedContext = new int[count];
    for (int edge = 0; edge < count; edge++) {
      int to = next[referrer.get(edge)]++;
      sortedReferent[to] = referent.get(edge);
      sortedIndex[to] = index.get(edge);
      sortedContext[to] = storeContext.get(edge);
    }
    return new Snapshot.EdgeColumns(
        firstByNode, sortedReferent, sortedIndex, sortedContext, leftOut);
  }
}
