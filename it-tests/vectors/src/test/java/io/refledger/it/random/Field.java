package io.refledger.it.random;

/** The reference fields of the classes, in their order: those of the superclass first. */
enum Field {
  A(Type.NODE, Type.OBJECT, 0),
  B(Type.NODE, Type.NODE, 1),
  C(Type.NODE, Type.ARRAY, 2),
  F(Type.NODE, Type.OBJECT, 3),
  G(Type.NODE, Type.NODE, 4),
  D(Type.PAIR, Type.NODE, 5),
  E(Type.PAIR, Type.OBJECT, 6),
  HELD(Type.FAULT, Type.OBJECT, 0);

  private final Type declaring;
  private final Type type;

  private final int cell;

  Field(Type declaring, Type type, int cell) {
    this.declaring = declaring;
    this.type = type;
    this.cell = cell;
  }

  Type declaring() {
    return declaring;
  }

  Type type() {
    return type;
  }

  /** Whether only constructors store to it. */
  boolean isFinal() {
    return this == F || this == G;
  }

  String java() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The cell of an object that holds this field. */
  int cell() {
    return cell;
  }

  /** The number of reference fields of an instance. */
  static int count(Type type) {
    return switch (type) {
      case NODE -> 5;
      case PAIR -> 7;
      case FAULT -> 1;
      default -> throw new IllegalArgumentException("no class of a program: type=" + type);
    };
  }
}
