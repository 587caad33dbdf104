package io.refledger.leak;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.ObjectIntHashMap;
import io.refledger.graph.CollectionParts;
import io.refledger.graph.GraphRoots;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.TypeProperty;

/*
 * A shape is a root and the references behind it, each as class and field; what collections are made
 * of is one step, and a reference that was on the way before is no new step: so all nodes of a linked
 * list, or of a tree, are held through the same references.
 */
/** Which nodes are held through the same references: the shape of the path to each node. */
final class PathShapes {
  private static final int NONE = -1;
  private static final int ANY_ELEMENT = -1;

  private final Snapshot snapshot;
  private final GraphRoots roots;
  private final PathTree paths;
  private final CollectionParts parts = new CollectionParts();
  private final TypeProperty isArray = new TypeProperty(type -> type.className().startsWith("["));

  /** The shape before the last step of a shape; NONE for a root. */
  private final IntArrayList before = new IntArrayList();

  private final IntArrayList lastStep = new IntArrayList();

  /** By shape and step, each half of the key: the shape that the step leads to. */
  private final LongIntHashMap next = new LongIntHashMap();

  /** The number of a step: by class and reference, and by the name of a root. */
  private final LongIntHashMap stepByReference = new LongIntHashMap();

  private final ObjectIntHashMap<String> stepByRoot = new ObjectIntHashMap<>();
  private int steps;
  private final int[] shapeByNode;

  PathShapes(Snapshot snapshot, GraphRoots roots, PathTree paths) {
    this.snapshot = snapshot;
    this.roots = roots;
    this.paths = paths;
    shapeByNode = new int[snapshot.objectCount()];
    for (int place = 0; place < paths.reachedCount(); place++) {
      int node = paths.reachedNode(place);
      shapeByNode[node] = shapeOf(node);
    }
  }

  /** The number of the shape of the path to a reached node. */
  int shape(int node) {
    return shapeByNode[node];
  }

  /** The number of the shape of the way to a node that is a root. */
  int rootShape(int node) {
    return next(NONE, rootStep(node));
  }

  /** The number of the shape of the way to a node by an edge from a reached node. */
  int shapeBy(int referrer, int edge) {
    ObjectType referent = snapshot.type(snapshot.referent(edge));
    return shapeBy(referrer, edge, parts.isInternal(snapshot.type(referrer), referent));
  }

  private int shapeOf(int node) {
    return paths.isRoot(node)
        ? rootShape(node)
        : shapeBy(paths.referrer(node), paths.edge(node), paths.isInternal(node));
  }

  private int shapeBy(int referrer, int edge, boolean isInternal) {
    int shape = shapeByNode[referrer];
    if (isPart(referrer)) {
      return shape; // the step into the collection was taken before
    }
    ObjectType type = snapshot.type(referrer);
    boolean isElement = isInternal || isArray.of(type);
    int reference = isElement ? ANY_ELEMENT : snapshot.referenceIndex(edge);
    long step = pair(type.id(), reference);
    int known = stepByReference.getOrDefault(step, NONE);
    if (known == NONE) {
      known = steps++;
      stepByReference.put(step, known);
    }
    return next(shape, known);
  }

  private boolean isPart(int node) {
    return !paths.isRoot(node) && paths.isInternal(node);
  }

  private int rootStep(int node) {
    String name =
        switch (roots.kind(node)) {
          case STATIC -> roots.staticEdge(node).field();
          default -> roots.kind(node).name();
        };
    String step = snapshot.type(node).id() + " " + name;
    int known = stepByRoot.getOrDefault(step, NONE);
    if (known == NONE) {
      known = steps++;
      stepByRoot.put(step, known);
    }
    return known;
  }

  private int next(int shape, int step) {
    int known = next.getOrDefault(pair(shape, step), NONE);
    if (known == NONE) {
      known = shapeAfter(shape, step);
      next.put(pair(shape, step), known);
    }
    return known;
  }

  private int shapeAfter(int shape, int step) {
    for (int at = shape; at != NONE; at = before.get(at)) {
      if (lastStep.get(at) == step) {
        return at;
      }
    }
    before.add(shape);
    lastStep.add(step);
    return before.size() - 1;
  }

  private static long pair(int high, int low) {
    return ((long) high << Integer.SIZE) | Integer.toUnsignedLong(low);
  }
}
