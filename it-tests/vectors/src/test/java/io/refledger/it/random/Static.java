package io.refledger.it.random;

/** The static fields of a random program. */
enum Static {
  S(Type.OBJECT),
  T(Type.NODE),
  U(Type.ARRAY),
  K(Type.NODE);

  private final Type type;

  Static(Type type) {
    this.type = type;
  }

  Type type() {
    return type;
  }

  /** Whether only the initialiser of the class stores to it. */
  boolean isFinal() {
    return this == K;
  }

  String java() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
