package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/*
 * Its nodes, tables and views are no objects of the model. Where they refer to each other in a
 * cycle, the collection is knotted: it refers to itself, so that what it holds lives until a
 * collection when nothing leads to it any more.
 */
/** A list or map of the model. */
abstract class ModelCollection extends ModelObject {
  /** Whether it refers to itself. */
  private boolean isKnotted;

  /** Counts structural changes, as iterators of the JDK do. */
  int modifications;

  ModelCollection(Type type, boolean isTracked) {
    super(type, 0, "collection", isTracked);
  }

  /** What it holds. */
  abstract List<ModelObject> held();

  /** Whether its inner objects are in a cycle. */
  abstract boolean isCyclic();

  /** After this, it refers to itself if its inner objects are in a cycle. */
  final void knot(ModelHeap heap) {
    if (isCyclic() && !isKnotted) {
      isKnotted = true;
      heap.incref(this);
    } else if (!isCyclic() && isKnotted) {
      isKnotted = false;
      heap.decref(this);
    }
  }

  @Override
  List<ModelObject> references() {
    List<ModelObject> references = new ArrayList<>(held());
    if (isKnotted) {
      references.add(this);
    }
    return references;
  }
}
