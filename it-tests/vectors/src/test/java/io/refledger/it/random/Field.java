package io.refledger.it.random;

/** The reference fields of the classes, in their order: those of the superclass first. */
enum Field {
  A(Type.NODE, Type.OBJECT, 0),
  B(Type.NODE, Type.NODE, 1),
  C(Type.NODE, Type.ARRAY, 2),
  D(Type.PAIR, Type.NODE, 3),
  E(Type.PAIR, Type.OBJECT, 4),
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
      case NODE -> 3;
      case PAIR -> 5;
      case FAULT -> 1;
      default -> throw new IllegalArgumentException("no class of a program: type=" + type);
    };
  }
}
