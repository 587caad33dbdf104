package io.refledger.report.hprof;

import com.carrotsearch.hppc.BitSet;
import io.refledger.graph.GraphRoots;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.TypeProperty;

/** The part of a snapshot that is dumped: what the ledger export has. */
final class DumpedGraph {
  static final String REFERENT = "java.lang.ref.Reference#referent";

  private final Snapshot snapshot;
  private final TypeProperty isKnown = new TypeProperty(ObjectType::isKnown);
  private final BitSet held = new BitSet();

  DumpedGraph(Snapshot snapshot) {
    this.snapshot = snapshot;
    GraphRoots roots = GraphRoots.of(snapshot);
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (!has(node)) {
        holdReferents(node);
      } else if (roots.kind(node) == GraphRoots.Kind.HELD) {
        held.set(node);
      }
    }
  }

  /** What is left out still holds what it refers to. */
  private void holdReferents(int node) {
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      if (has(snapshot.referent(edge))) {
        held.set(snapshot.referent(edge));
      }
    }
  }

  /** Whether a node is dumped: it dies by counts, and its class is known. */
  boolean has(int node) {
    return !snapshot.isImmortal(node) && isKnown.of(snapshot.type(node));
  }

  /** Whether an edge of a dumped node is dumped. */
  boolean hasEdge(int node, int edge) {
    if (!has(snapshot.referent(edge))) {
      return false;
    }
    String name = snapshot.type(node).referenceName(snapshot.referenceIndex(edge));
    return !name.equals(REFERENT);
  }

  /** Whether frames, what is not woven, or what is not dumped holds a dumped node. */
  boolean isHeld(int node) {
    return held.get(node);
  }
}
