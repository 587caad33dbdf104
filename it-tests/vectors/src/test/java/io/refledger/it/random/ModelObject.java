package io.refledger.it.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An object of the model: how many references count it, how many pins hold it. */
class ModelObject {
  /** 0: the program never names it; an untracked object is not counted at all. */
  int id;

  /** What an object without an id is printed as. */
  final String className;

  final Type type;
  final boolean isTracked;
  final ModelObject[] cells;
  int refs;
  int pins;
  boolean isDead;

  /** Whether elements must be arrays. */
  boolean isMatrix;

  ModelObject(Type type, int references) {
    this(type, references, "array", true);
  }

  ModelObject(Type type, int references, String className, boolean isTracked) {
    this.className = className;
    this.type = type;
    this.isTracked = isTracked;
    this.cells = new ModelObject[references];
  }

  /** An exception that the JVM made. */
  ModelObject(String className) {
    this(Type.ANY_EXCEPTION, 0, className, false);
  }

  /** What it refers to, in the order of its release; null where a reference is null. */
  List<ModelObject> references() {
    List<ModelObject> references = new ArrayList<>(Arrays.asList(cells));
    if (type == Type.ARRAY) {
      Collections.reverse(references);
    }
    return references;
  }

  /** Whether an array takes such an element. */
  boolean fits(ModelObject element) {
    return !isMatrix || element == null || element.type == Type.ARRAY;
  }
}
