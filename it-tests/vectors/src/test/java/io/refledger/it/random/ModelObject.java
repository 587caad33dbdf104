package io.refledger.it.random;

/** An object of the model: how many references count it, how many pins hold it. */
final class ModelObject {
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
    this.className = "array";
    this.type = type;
    this.isTracked = true;
    this.cells = new ModelObject[references];
  }

  /** An exception that the JVM made. */
  ModelObject(String className) {
    this.className = className;
    this.type = Type.ANY_EXCEPTION;
    this.isTracked = false;
    this.cells = new ModelObject[0];
  }

  /** Whether an array takes such an element. */
  boolean fits(ModelObject element) {
    return !isMatrix || element == null || element.type == Type.ARRAY;
  }
}
