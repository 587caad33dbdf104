package io.refledger.graph;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayDeque;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.TypeProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/*
 * A breadth-first search in which a step inside a collection costs nothing, so that a map is as near
 * as a field: a deque takes free steps at its front and others at its back. Roots that tell a reader
 * most come first, and all that can be reached from them, however far, before the next kind: what a
 * frame holds for a moment is no explanation while a static field holds it for ever. Soft references
 * are followed last of all: what is reached then, the JVM takes when memory is short.
 */
/**
 * The nearest way from a root to each node.
 *
 * <p>Of ways of equal length the one that the snapshot's order shows first.
 */
public final class PathTree {
  private static final int NO_EDGE = -1;
  private static final String REFERENT = "java.lang.ref.Reference#referent";

  private final Snapshot snapshot;
  private final GraphRoots roots;
  private final CollectionParts parts = new CollectionParts();
  private final int[] referrerByNode;
  private final int[] edgeByNode;
  private final int[] distanceByNode;
  private final int[] lengthByNode;
  private final IntArrayDeque open = new IntArrayDeque();
  private final BitSet reached = new BitSet();
  private final BitSet internal = new BitSet();
  private final BitSet leftOut;
  private final IntArrayDeque softEdges = new IntArrayDeque();
  private final BitSet soft = new BitSet();
  private final TypeProperty mayBeSoft =
      new TypeProperty(type -> type.referenceNames().contains(REFERENT));
  private final int[] order;
  private int ordered;

  private PathTree(Snapshot snapshot, GraphRoots roots, BitSet leftOut) {
    int nodes = snapshot.objectCount();
    this.snapshot = snapshot;
    this.roots = roots;
    this.leftOut = leftOut;
    referrerByNode = new int[nodes];
    edgeByNode = new int[nodes];
    distanceByNode = new int[nodes];
    lengthByNode = new int[nodes];
    order = new int[nodes];
    Arrays.fill(edgeByNode, NO_EDGE);
    Arrays.fill(distanceByNode, Integer.MAX_VALUE);
  }

  /** The tree of a snapshot, through no node that is to be left out. */
  public static PathTree of(Snapshot snapshot, GraphRoots roots, BitSet leftOut) {
    PathTree tree = new PathTree(snapshot, roots, leftOut);
    tree.search(GraphRoots.Kind.STATIC, GraphRoots.Kind.THREAD);
    tree.search(GraphRoots.Kind.IMMORTAL, GraphRoots.Kind.IMMORTAL);
    tree.search(GraphRoots.Kind.HELD, GraphRoots.Kind.HELD);
    tree.searchBehindSoftReferences();
    return tree;
  }

  /** Read this first. After this, all that roots of these kinds lead to is reached. */
  private void search(GraphRoots.Kind kind, GraphRoots.Kind other) {
    for (int node = 0; node < distanceByNode.length; node++) {
      boolean isRoot = roots.kind(node) == kind || roots.kind(node) == other;
      if (isRoot && !reached.get(node) && !leftOut.get(node)) {
        distanceByNode[node] = 0;
        open.addLast(node);
      }
    }
    drain();
  }

  private void drain() {
    while (!open.isEmpty()) {
      int node = open.removeFirst();
      if (!reached.get(node)) {
        reached.set(node);
        order[ordered++] = node;
        lengthByNode[node] = isRoot(node) ? 1 : lengthByNode[referrerByNode[node]] + 1;
        follow(node);
      }
    }
  }

  /** Ways through more soft references than one come after those through one. */
  private void searchBehindSoftReferences() {
    while (!softEdges.isEmpty()) {
      int referrer = softEdges.removeFirst();
      int edge = softEdges.removeFirst();
      int before = ordered;
      meet(referrer, edge);
      drain();
      for (int place = before; place < ordered; place++) {
        soft.set(order[place]);
      }
    }
  }

  /** Whether an edge of a node is the referent of a reference that keeps it softly. */
  public boolean isSoftEdge(int node, int edge) {
    ObjectType type = snapshot.type(node);
    return mayBeSoft.of(type) && type.referenceName(snapshot.referenceIndex(edge)).equals(REFERENT);
  }

  private void follow(int node) {
    int end = snapshot.firstEdge(node + 1);
    for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
      if (isSoftEdge(node, edge)) {
        softEdges.addLast(node);
        softEdges.addLast(edge);
      } else {
        meet(node, edge);
      }
    }
  }

  private void meet(int node, int edge) {
    int referent = snapshot.referent(edge);
    if (reached.get(referent) || leftOut.get(referent)) {
      return;
    }
    boolean isFree = parts.isInternal(snapshot.type(node), snapshot.type(referent));
    int distance = distanceByNode[node] + (isFree ? 0 : 1);
    if (distance < distanceByNode[referent]) {
      distanceByNode[referent] = distance;
      referrerByNode[referent] = node;
      edgeByNode[referent] = edge;
      if (isFree) {
        internal.set(referent);
        open.addFirst(referent);
      } else {
        internal.clear(referent);
        open.addLast(referent);
      }
    }
  }

  /** Whether any root leads to the node. */
  public boolean isReached(int node) {
    return reached.get(node);
  }

  /** Whether all ways to the node lead through a soft reference. */
  public boolean isSoft(int node) {
    return soft.get(node);
  }

  /** The number of nodes that roots lead to. */
  public int reachedCount() {
    return ordered;
  }

  /** The reached node at a place in the order in which they were reached: referrers come first. */
  public int reachedNode(int place) {
    return order[place];
  }

  /** Whether the node is reached as a root. */
  public boolean isRoot(int node) {
    return edgeByNode[node] == NO_EDGE;
  }

  /** The node before a node that is reached and no root. */
  public int referrer(int node) {
    return referrerByNode[node];
  }

  /** The edge by which a node that is no root is reached. */
  public int edge(int node) {
    return edgeByNode[node];
  }

  /** Whether the node is a part of the collection that leads to it. */
  public boolean isInternal(int node) {
    return internal.get(node);
  }

  /** The steps from the root to the node that are no parts of collections. */
  public int distance(int node) {
    return distanceByNode[node];
  }

  /** The nodes from the root to a reached node. */
  public List<Integer> pathTo(int node) {
    List<Integer> path = new ArrayList<>();
    int at = node;
    path.add(at);
    while (!isRoot(at)) {
      at = referrer(at);
      path.add(at);
    }
    Collections.reverse(path);
    return path;
  }

  /** The number of nodes on the path to a reached node, parts of collections too. */
  public int pathLength(int node) {
    return lengthByNode[node];
  }
}
