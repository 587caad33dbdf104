package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/*
 * Roots are the statics of classes that are never unloaded, threads that run, and collections from
 * before the agent. Frames are none: what a local variable holds is in use. Nor is anything else that
 * never dies in the ledger: what the JVM makes to link calls goes with the classes that call, and what
 * it made otherwise may be garbage that it has not collected yet.
 *
 * From an object the search goes on to its class and to its loader, from there to the static fields of
 * the loader's classes; but nowhere behind what belongs to a closed loader.
 */
/** A breadth-first search for all references that lead from outside to what closed loaders hold. */
final class LoaderReferrers {
  /** What leads to a node instead of an edge: it is a root. */
  static final int ROOT = -1;

  /** The referrer is of the class, or the loader of the classes, that the node stands for. */
  static final int CLASS = -2;

  /** {@code FIRST_STATIC - i}: the static reference i of a class that the referrer stands for. */
  static final int FIRST_STATIC = -3;

  private static final int NOBODY = -1;
  private static final String COLLECTIONS = "java.util.";

  private final Snapshot snapshot;
  private final BitSet leftOut;
  private final ClosedLoaders loaders;
  private final PathTree paths;
  private final int[] referrerByNode;
  private final int[] edgeByNode;
  private final BitSet reached = new BitSet();
  private final IntArrayDeque open = new IntArrayDeque();
  private final List<Crossing> crossings = new ArrayList<>();
  private final Set<String> shapes = new HashSet<>();

  /**
   * A reference that leads to what a closed loader holds.
   *
   * @param loader the loader
   * @param held the object of one of its classes, or the loader itself
   * @param referrer the node outside; meaningless of a root
   * @param edge by which the referrer refers to it: an edge, or one of the constants
   */
  record Crossing(int loader, int held, int referrer, int edge) {}

  private LoaderReferrers(HeapView heap, ClosedLoaders loaders, BitSet found) {
    this.snapshot = heap.snapshot();
    this.paths = heap.paths();
    this.loaders = loaders;
    this.leftOut = (BitSet) heap.pending().clone();
    this.leftOut.or(found);
    referrerByNode = new int[snapshot.objectCount()];
    edgeByNode = new int[snapshot.objectCount()];
    Arrays.fill(referrerByNode, NOBODY);
  }

  /**
   * The search, done.
   *
   * @param found nodes that other findings are about; what they lead to is no other matter
   */
  static LoaderReferrers of(HeapView heap, ClosedLoaders loaders, BitSet found) {
    LoaderReferrers search = new LoaderReferrers(heap, loaders, found);
    search.meetRoots();
    search.drain();
    return search;
  }

  /** The references, the nearest to a root first; of those alike in reference and root one each. */
  List<Crossing> crossings() {
    return List.copyOf(crossings);
  }

  private void meetRoots() {
    meetStatics(ClosedLoaders.NONE, NOBODY);
    for (RunningThread thread : snapshot.threads()) {
      if (thread.node() >= 0) {
        meet(thread.node(), NOBODY, ROOT);
      }
    }
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (isOlderThanAgent(node)) {
        meet(node, NOBODY, ROOT);
      }
    }
  }

  /** Such an object has a record for its references only, which nobody allocated. */
  private boolean isOlderThanAgent(int node) {
    return snapshot.isImmortal(node)
        && snapshot.allocationContext(node) == 0
        && snapshot.type(node).className().startsWith(COLLECTIONS);
  }

  private void meetStatics(int classes, int referrer) {
    for (IntCursor index : loaders.staticsOf(classes)) {
      StaticEdge edge = snapshot.staticEdges().get(index.value);
      meet(edge.referent(), referrer, FIRST_STATIC - index.value);
    }
  }

  private void drain() {
    while (!open.isEmpty()) {
      int node = open.removeFirst();
      int classes = snapshot.classes(snapshot.type(node).id());
      if (classes != ClosedLoaders.NONE) {
        meet(classes, node, CLASS);
      }
      for (IntCursor own : loaders.classesOf(node)) {
        meet(own.value, node, CLASS);
      }
      if (loaders.isClasses(node)) {
        meetStatics(node, node);
      }
      for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
        if (!paths.isSoftEdge(node, edge)) {
          meet(snapshot.referent(edge), node, edge);
        }
      }
    }
  }

  private void meet(int met, int from, int edge) {
    if (leftOut.get(met)) {
      return;
    }
    int loader = loaders.of(met);
    if (loader != ClosedLoaders.NONE) {
      if (!leftOut.get(loader) && shapes.add(shape(loader, met, from, edge))) {
        crossings.add(new Crossing(loader, met, from, edge));
      }
    } else if (!reached.get(met)) {
      reached.set(met);
      referrerByNode[met] = from;
      edgeByNode[met] = edge;
      open.addLast(met);
    }
  }

  /** The nodes from a root to a node outside. */
  IntArrayList pathTo(int node) {
    IntArrayList path = new IntArrayList();
    for (int at = node; at != NOBODY; at = referrerByNode[at]) {
      path.insert(0, at);
    }
    return path;
  }

  /** What leads to a node outside: an edge, or one of the constants. */
  int edge(int node) {
    return edgeByNode[node];
  }

  private String shape(int loader, int node, int referrer, int edge) {
    if (edge < 0) {
      return loader + " " + snapshot.type(node).id() + " " + edge;
    }
    int root = referrer;
    while (edgeByNode[root] >= 0 || edgeByNode[root] == CLASS) {
      root = referrerByNode[root];
    }
    ObjectType type = snapshot.type(referrer);
    String name = type.referenceName(snapshot.referenceIndex(edge));
    return loader + " " + edgeByNode[root] + " " + type.id() + " " + name;
  }
}
