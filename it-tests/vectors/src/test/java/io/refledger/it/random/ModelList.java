package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/** A list of the model. */
final class ModelList extends ModelCollection {
  /** The class of a list. */
  enum Kind {
    ARRAY,
    LINKED,
    /** What {@code Stream.toList} returns. */
    IMMUTABLE,
    /** Never meets the program: nodes that were dropped while they referred to each other. */
    DROPPED
  }

  final Kind kind;
  final List<ModelObject> elements = new ArrayList<>();

  ModelList(Kind kind, boolean isTracked) {
    super(Type.LIST, isTracked);
    this.kind = kind;
  }

  @Override
  List<ModelObject> held() {
    return elements;
  }

  @Override
  boolean isCyclic() {
    return kind == Kind.DROPPED || (kind == Kind.LINKED && elements.size() > 1);
  }
}
