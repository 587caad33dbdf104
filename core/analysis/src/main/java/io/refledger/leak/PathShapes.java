package io.refledger.leak;

import io.refledger.graph.GraphRoots;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** The shape before the last step of a shape; NONE for a root. */
  private final List<Integer> before = new ArrayList<>();

  private final List<Step> lastStep = new ArrayList<>();
  private final Map<Step, Map<Integer, Integer>> shapeByStep = new HashMap<>();
  private final int[] shapeByNode;

  private record Step(String root, int typeId, int reference) {}

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

  private int shapeOf(int node) {
    if (paths.isRoot(node)) {
      return next(NONE, new Step(root(node), snapshot.type(node).id(), 0));
    }
    int referrer = paths.referrer(node);
    int shape = shapeByNode[referrer];
    if (isPart(referrer)) {
      return shape; // the step into the collection was taken before
    }
    ObjectType type = snapshot.type(referrer);
    boolean isElement = paths.isInternal(node) || type.className().startsWith("[");
    int reference = isElement ? ANY_ELEMENT : snapshot.referenceIndex(paths.edge(node));
    return next(shape, new Step("", type.id(), reference));
  }

  private boolean isPart(int node) {
    return !paths.isRoot(node) && paths.isInternal(node);
  }

  private String root(int node) {
    return switch (roots.kind(node)) {
      case STATIC -> roots.staticEdge(node).field();
      default -> roots.kind(node).name();
    };
  }

  private int next(int shape, Step step) {
    for (int at = shape; at != NONE; at = before.get(at)) {
      if (lastStep.get(at).equals(step)) {
        return at;
      }
    }
    Map<Integer, Integer> byShape = shapeByStep.computeIfAbsent(step, key -> new HashMap<>());
    Integer known = byShape.get(shape);
    if (known != null) {
      return known;
    }
    before.add(shape);
    lastStep.add(step);
    byShape.put(shape, before.size() - 1);
    return before.size() - 1;
  }
}
