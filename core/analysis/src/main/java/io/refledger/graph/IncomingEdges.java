package io.refledger.graph;

import io.refledger.snapshot.Snapshot;

/** The edges of a snapshot turned round: those to a node lie one after the other. */
public final class IncomingEdges {
  private final int[] firstByNode;
  private final int[] referrerByPlace;
  private final int[] edgeByPlace;

  /** Turns the edges round, in time and memory in proportion to them. */
  IncomingEdges(Snapshot snapshot) {
    firstByNode = new int[snapshot.objectCount() + 1];
    referrerByPlace = new int[snapshot.edgeCount()];
    edgeByPlace = new int[snapshot.edgeCount()];
    for (int edge = 0; edge < snapshot.edgeCount(); edge++) {
      firstByNode[snapshot.referent(edge) + 1]++;
    }
    for (int node = 0; node < snapshot.objectCount(); node++) {
      firstByNode[node + 1] += firstByNode[node];
    }
    int[] next = firstByNode.clone();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
        int place = next[snapshot.referent(edge)]++;
        referrerByPlace[place] = node;
        edgeByPlace[place] = edge;
      }
    }
  }

  /** The place of the first edge to a node; they end where those to the next node begin. */
  public int first(int node) {
    return firstByNode[node];
  }

  /** The node that the edge at a place comes from. */
  public int referrer(int place) {
    return referrerByPlace[place];
  }

  /** The edge at a place. */
  public int edge(int place) {
    return edgeByPlace[place];
  }
}
