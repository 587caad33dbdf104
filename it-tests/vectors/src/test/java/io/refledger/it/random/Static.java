package io.refledger.it.random;

/** The static fields of a random program. */
enum Static {
  S(Type.OBJECT),
  T(Type.NODE),
  U(Type.ARRAY);

  private final Type type;

  Static(Type type) {
    this.type = type;
  }

  Type type() {
    return type;
  }

  String java() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
