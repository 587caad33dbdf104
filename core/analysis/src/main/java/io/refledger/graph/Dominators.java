package io.refledger.graph;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntStack;
import io.refledger.snapshot.Snapshot;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/*
 * The simple version of Lengauer and Tarjan [1]: O(edges * log nodes) whatever the shape, which the
 * iterative algorithms are not: a list whose nodes share an object is their worst case, and common.
 * Nodes are numbered in preorder from a virtual root, 0, which refers to all roots; all arrays are
 * by that number. Nothing recurs: heaps have long chains.
 *
 * [1] T. Lengauer, R. E. Tarjan: A Fast Algorithm for Finding Dominators in a Flowgraph, TOPLAS 1979.
 */
/** Of each node the one that all ways from the roots to it lead through. */
public final class Dominators {
  /** The virtual root, which dominates what no single node does. */
  public static final int ROOT = -1;

  /** What {@link #of} says of a node that no root leads to. */
  public static final int UNREACHED = -2;

  private final Snapshot snapshot;
  private final int[] numberByNode;
  private final int[] nodeByNumber;
  private final int[] parent;
  private final int[] semidominator;
  private final int[] dominator;
  private final int[] ancestor;
  private final int[] label;
  private int count = 1;

  private Dominators(Snapshot snapshot, GraphRoots roots, BitSet leftOut, IncomingEdges incoming) {
    int nodes = snapshot.objectCount();
    this.snapshot = snapshot;
    numberByNode = new int[nodes];
    nodeByNumber = new int[nodes + 1];
    parent = new int[nodes + 1];
    semidominator = new int[nodes + 1];
    dominator = new int[nodes + 1];
    ancestor = new int[nodes + 1];
    label = new int[nodes + 1];
    nodeByNumber[0] = ROOT;
    for (int node = 0; node < nodes; node++) {
      if (roots.kind(node) != GraphRoots.Kind.NONE && !leftOut.get(node)) {
        numberFrom(node, leftOut);
      }
    }
    solve(roots, leftOut, incoming);
  }

  /** The dominators of a snapshot, through no node that is to be left out. */
  public static Dominators of(Snapshot snapshot, GraphRoots roots, BitSet leftOut) {
    return of(snapshot, roots, leftOut, new IncomingEdges(snapshot));
  }

  static Dominators of(
      Snapshot snapshot, GraphRoots roots, BitSet leftOut, IncomingEdges incoming) {
    return new Dominators(snapshot, roots, leftOut, incoming);
  }

  /** The nearest node that dominates a node; ROOT if there is none; UNREACHED. */
  public int of(int node) {
    int number = numberByNode[node];
    return number == 0 ? UNREACHED : nodeByNumber[dominator[number]];
  }

  /** The number of nodes that roots lead to. */
  public int reachedCount() {
    return count - 1;
  }

  /** The reached node at a place in an order in which dominators come first. */
  public int reachedNode(int place) {
    return nodeByNumber[place + 1];
  }

  /** The shallow sizes of each node and all that it dominates, by node; 0 for nodes not reached. */
  public long[] retainedSizeByNode() {
    return sumByNode(snapshot::sizeBytes);
  }

  /** The weights of each node and all that it dominates, by node; 0 for nodes not reached. */
  public long[] sumByNode(IntUnaryOperator weightByNode) {
    long[] sums = new long[numberByNode.length];
    for (int number = count - 1; number > 0; number--) {
      int node = nodeByNumber[number];
      sums[node] += weightByNode.applyAsInt(node);
      int above = nodeByNumber[dominator[number]];
      if (above != ROOT) {
        sums[above] += sums[node];
      }
    }
    return sums;
  }

  private void numberFrom(int root, BitSet leftOut) {
    if (numberByNode[root] != 0) {
      return;
    }
    var stack = new IntStack();
    enter(root, 0, stack);
    while (!stack.isEmpty()) {
      int edge = stack.pop();
      int node = stack.peek();
      if (edge == snapshot.firstEdge(node + 1)) {
        stack.pop();
        continue;
      }
      stack.push(edge + 1);
      int referent = snapshot.referent(edge);
      if (numberByNode[referent] == 0 && !leftOut.get(referent)) {
        enter(referent, numberByNode[node], stack);
      }
    }
  }

  /** After this, the node and its first edge lie on the stack. */
  private void enter(int node, int parentNumber, IntStack stack) {
    numberByNode[node] = count;
    nodeByNumber[count] = node;
    parent[count] = parentNumber;
    count++;
    stack.push(node);
    stack.push(snapshot.firstEdge(node));
  }

  /** Read this first. The numbers of the steps are those of the paper. */
  private void solve(GraphRoots roots, BitSet leftOut, IncomingEdges incoming) {
    for (int number = 0; number < count; number++) {
      semidominator[number] = number;
      label[number] = number;
    }
    Arrays.fill(ancestor, -1);

    int[] bucketHead = new int[count];
    int[] bucketNext = new int[count];
    Arrays.fill(bucketHead, -1);
    var path = new IntStack();
    for (int w = count - 1; w > 0; w--) {
      // Step 2: semidominators.
      int node = nodeByNumber[w];
      if (roots.kind(node) != GraphRoots.Kind.NONE && !leftOut.get(node)) {
        semidominator[w] = 0;
      }
      for (int at = incoming.first(node); at < incoming.first(node + 1); at++) {
        int v = numberByNode[incoming.referrer(at)];
        if (v != 0) {
          semidominator[w] = Math.min(semidominator[w], semidominator[eval(v, path)]);
        }
      }
      bucketNext[w] = bucketHead[semidominator[w]];
      bucketHead[semidominator[w]] = w;
      ancestor[w] = parent[w];
      // Step 3: dominators, as far as they are known by now.
      for (int v = bucketHead[parent[w]]; v >= 0; v = bucketNext[v]) {
        int u = eval(v, path);
        dominator[v] = semidominator[u] < semidominator[v] ? u : parent[w];
      }
      bucketHead[parent[w]] = -1;
    }
    // Step 4.
    for (int w = 1; w < count; w++) {
      if (dominator[w] != semidominator[w]) {
        dominator[w] = dominator[dominator[w]];
      }
    }
  }

  /** The label with the least semidominator on the way to the root of v's tree; compresses it. */
  private int eval(int v, IntStack path) {
    if (ancestor[v] < 0) {
      return label[v];
    }
    int at = v;
    while (ancestor[ancestor[at]] >= 0) {
      path.push(at);
      at = ancestor[at];
    }
    while (!path.isEmpty()) {
      int below = path.pop();
      int above = ancestor[below];
      if (semidominator[label[above]] < semidominator[label[below]]) {
        label[below] = label[above];
      }
      ancestor[below] = ancestor[above];
    }
    return label[v];
  }
}
