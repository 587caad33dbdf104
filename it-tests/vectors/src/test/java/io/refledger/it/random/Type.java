package io.refledger.it.random;

/** The static types of random programs. */
enum Type {
  OBJECT("Object"),
  ARRAY("Object[]"),
  NODE("Node"),
  PAIR("Pair"),
  LIST("List<Object>"),
  MAP("Map<Node, Object>"),
  TASK("Supplier<Object>"),
  FAULT("Fault"),
  ANY_EXCEPTION("RuntimeException");

  private final String java;

  Type(String java) {
    this.java = java;
  }

  String java() {
    return java;
  }

  /** Whether a value of this type is one of {@code other} without a cast. */
  boolean isA(Type other) {
    return this == other
        || other == OBJECT
        || (this == PAIR && other == NODE)
        || (this == FAULT && other == ANY_EXCEPTION);
  }
}
