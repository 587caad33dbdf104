package io.refledger.audit;

import com.carrotsearch.hppc.BitSet;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.Arrays;

/*
 * An object that the ledger keeps too long keeps all that it refers to. So what is late is divided
 * by where it hangs:
 *
 *   immortal   below an object that the ledger never lets die
 *   foreign    below an object that may be held by what is not woven
 *   frozen     below an object that no collection looks at since it was frozen: a cycle stays
 *   late       the others: below a count that is too large
 */
/** What the ledger has and the heap has not, by cause. */
final class LateObjects {
  private static final int NONE = -1;

  /** The generation of what is frozen. */
  private static final int PERMANENT = 3;

  private final Snapshot snapshot;
  private final SlotFlags flags;

  /** The nodes that the heap has. */
  private final BitSet found;

  private final BitSet belowImmortal = new BitSet();
  private final BitSet belowForeign = new BitSet();
  private final BitSet belowFrozen = new BitSet();

  /** By node: the references to it that are edges. */
  private final int[] edgesTo;

  /** By node: one of its referrers, -1 for none or a static. */
  private final int[] referrer;

  LateObjects(Snapshot snapshot, SlotFlags flags, BitSet found) {
    this.snapshot = snapshot;
    this.flags = flags;
    this.found = found;
    edgesTo = new int[snapshot.objectCount()];
    referrer = new int[snapshot.objectCount()];
    Arrays.fill(referrer, NONE);
    findReferrers();
    for (int node = late(0); node < snapshot.objectCount(); node = late(node + 1)) {
      if (isImmortal(node)) {
        mark(node, belowImmortal);
      }
    }
    for (int node = late(0); node < snapshot.objectCount(); node = late(node + 1)) {
      if (flags.isForeign(snapshot.slot(node)) && !belowImmortal.get(node)) {
        mark(node, belowForeign);
      }
    }
    for (int node = late(0); node < snapshot.objectCount(); node = late(node + 1)) {
      if (snapshot.generation(node) == PERMANENT && !belowImmortal.get(node)) {
        mark(node, belowFrozen);
      }
    }
  }

  private void findReferrers() {
    for (int node = 0; node < snapshot.objectCount(); node++) {
      int end = snapshot.firstEdge(node + 1);
      for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
        int referent = snapshot.referent(edge);
        edgesTo[referent]++;
        referrer[referent] = node;
      }
    }
    snapshot.staticEdges().forEach(edge -> edgesTo[edge.referent()]++);
  }

  /** The first node from {@code node} on that the heap has not. */
  int late(int node) {
    int late = node;
    while (found.get(late)) {
      late++;
    }
    return late;
  }

  boolean isImmortal(int node) {
    return flags.isImmortal(snapshot.slot(node));
  }

  boolean isBelowImmortal(int node) {
    return belowImmortal.get(node);
  }

  boolean isBelowForeign(int node) {
    return belowForeign.get(node);
  }

  boolean isBelowFrozen(int node) {
    return belowFrozen.get(node);
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
                : heldBy(node);
    return counts + site;
  }

  private String heldBy(int node) {
    int by = referrer[node];
    if (by == NONE) {
      return "held by nothing but its flags";
    }
    String how =
        found.get(by) ? "in the heap" : isImmortal(by) ? "immortal, not in the heap" : "late too";
    return "held by " + snapshot.type(by).className() + " (" + how + ")";
  }
}
