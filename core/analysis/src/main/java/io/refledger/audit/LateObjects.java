package io.refledger.audit;

import io.refledger.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.BitSet;

/*
 * An object that the ledger keeps too long keeps all that it refers to. So what is late is divided
 * by where it hangs:
 *
 *   immortal   below an object that the ledger never lets die
 *   foreign    below an object that may be held by what is not woven
 *   late       the others: below a count that is too large
 */
/** What the ledger has and the heap has not, by cause. */
final class LateObjects {
  private final Snapshot snapshot;
  private final HeapObjects listed;

  /** The nodes that the heap has. */
  private final BitSet found;

  private final BitSet belowImmortal = new BitSet();
  private final BitSet belowForeign = new BitSet();

  /** By node: the references to it that are edges. */
  private final int[] edgesTo;

  LateObjects(Snapshot snapshot, HeapObjects listed, BitSet found) {
    this.snapshot = snapshot;
    this.listed = listed;
    this.found = found;
    edgesTo = edgesTo(snapshot);
    for (int node = late(0); node < snapshot.objectCount(); node = late(node + 1)) {
      if (isImmortal(node)) {
        mark(node, belowImmortal);
      }
    }
    for (int node = late(0); node < snapshot.objectCount(); node = late(node + 1)) {
      if (listed.isForeign(snapshot.slot(node)) && !belowImmortal.get(node)) {
        mark(node, belowForeign);
      }
    }
  }

  private static int[] edgesTo(Snapshot snapshot) {
    int[] edgesTo = new int[snapshot.objectCount()];
    for (int edge = 0; edge < snapshot.edgeCount(); edge++) {
      edgesTo[snapshot.referent(edge)]++;
    }
    snapshot.staticEdges().forEach(edge -> edgesTo[edge.referent()]++);
    return edgesTo;
  }

  /** The first node from {@code node} on that the heap has not. */
  int late(int node) {
    return found.nextClearBit(node);
  }

  boolean isImmortal(int node) {
    return listed.isImmortal(snapshot.slot(node));
  }

  boolean isBelowImmortal(int node) {
    return belowImmortal.get(node);
  }

  boolean isBelowForeign(int node) {
    return belowForeign.get(node);
  }

  /** After this, everything late that {@code first} leads to is in {@code marked}. */
  private void mark(int first, BitSet marked) {
    var open = new ArrayDeque<Integer>();
    marked.set(first);
    open.push(first);
    while (!open.isEmpty()) {
      int node = open.pop();
      int end = snapshot.firstEdge(node + 1);
      for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
        int referent = snapshot.referent(edge);
        boolean isNew = !found.get(referent) && !belowImmortal.get(referent);
        if (isNew && !marked.get(referent)) {
          marked.set(referent);
          open.push(referent);
        }
      }
    }
  }

  /** Why a node is kept, as far as its counts tell. */
  String cause(int node) {
    String site = snapshot.allocatedAt(node).map(f -> ", allocated at " + f).orElse("");
    int noEdges = snapshot.refcount(node) - edgesTo[node];
    String counts =
        snapshot.pins(node) > 0
            ? snapshot.pins(node) + " pins"
            : noEdges > 0
                ? noEdges + " of " + snapshot.refcount(node) + " references are no field's"
                : "held by what is late";
    return counts + site;
  }
}
