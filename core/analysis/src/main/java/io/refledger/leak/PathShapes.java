package io.refledger.leak;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.ObjectIntHashMap;
import io.refledger.graph.CollectionParts;
import io.refledger.graph.GraphRoots;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.PairNumbers;
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

  /** Steps from shapes, and the shapes that they lead to. */
  private final PairNumbers transitions = new PairNumbers();

  private final IntArrayList shapeByTransition = new IntArrayList();

  /** A step is a class and a reference; or, of a root, the negative class and the root's name. */
  private final PairNumbers steps = new PairNumbers();

  private final ObjectIntHashMap<String> numberByRootName = new ObjectIntHashMap<>();
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
    return next(shape, steps.of(type.id(), reference));
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
    int number = numberByRootName.getOrDefault(name, numberByRootName.size());
    numberByRootName.put(name, number);
    return steps.of(-snapshot.type(node).id(), number);
  }

  private int next(int shape, int step) {
    int transition = transitions.of(shape, step);
    if (transition == shapeByTransition.size()) {
      shapeByTransition.add(shapeAfter(shape, step));
    }
    return shapeByTransition.get(transition);
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
}
