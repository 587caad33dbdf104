package io.refledger.graph;

import com.carrotsearch.hppc.BitSet;
import io.refledger.snapshot.PendingObjects;
import io.refledger.snapshot.Snapshot;

/**
 * A snapshot with the answers to what holds what.
 *
 * @param pending the nodes that only a reference with a dead referent keeps, and those left out; no
 *     path leads there
 */
public record HeapView(
    Snapshot snapshot,
    BitSet pending,
    GraphRoots roots,
    PathTree paths,
    Dominators dominators,
    IncomingEdges incoming) {

  /** The view of a snapshot. Takes time and memory in proportion to it. */
  public static HeapView of(Snapshot snapshot) {
    return without(snapshot, new BitSet());
  }

  /** The view of a snapshot as if some nodes were not there: no path leads through them. */
  public static HeapView without(Snapshot snapshot, BitSet leftOut) {
    return of(snapshot, GraphRoots.of(snapshot), leftOut);
  }

  /** The same as if no frame held what was born since some instant. */
  public static HeapView withoutFrames(Snapshot snapshot, long since, BitSet leftOut) {
    return of(snapshot, GraphRoots.withoutFrames(snapshot, since), leftOut);
  }

  private static HeapView of(Snapshot snapshot, GraphRoots roots, BitSet leftOut) {
    BitSet pending = PendingObjects.in(snapshot);
    pending.or(leftOut);
    IncomingEdges incoming = new IncomingEdges(snapshot);
    return new HeapView(
        snapshot,
        pending,
        roots,
        PathTree.of(snapshot, roots, pending),
        Dominators.of(snapshot, roots, pending, incoming),
        incoming);
  }
}
