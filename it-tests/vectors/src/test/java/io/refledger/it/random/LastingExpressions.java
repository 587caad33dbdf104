package io.refledger.it.random;

/** Makes reads of final fields, and results that callers have already. */
final class LastingExpressions {
  private static final int LONGEST = 2;

  private final Tape tape;
  private final Expressions expressions;

  LastingExpressions(Tape tape, Expressions expressions) {
    this.tape = tape;
    this.expressions = expressions;
  }

  /** The value of a final field; of a type that no final field has, a local variable. */
  Expr read(Type type) {
    if (!Field.G.type().isA(type)) {
      return expressions.local(type);
    }
    Field field = type == Type.OBJECT && tape.pick(2) == 0 ? Field.F : Field.G;
    return new Expr.GetField(owner(LONGEST), field);
  }

  /** The object whose final field is read. */
  private Expr owner(int longest) {
    return switch (tape.pick(longest == 0 ? 4 : 8)) {
      case 4, 5 -> new Expr.GetField(owner(longest - 1), Field.G);
      case 6 -> new Expr.GetField(expressions.local(Type.NODE), Field.B);
      case 7 -> temporary();
      default -> expressions.local(Type.NODE);
    };
  }

  private Expr temporary() {
    return switch (tape.pick(3)) {
      case 0 -> expressions.staticOf(Type.NODE);
      case 1 -> expressions.of(Type.NODE);
      default -> expressions.call(Type.NODE, false);
    };
  }

  /** What a short method returns: something that its caller has, or not. */
  Expr result(Type type) {
    if (type == Type.ARRAY) {
      return arrayResult();
    }
    return switch (tape.pick(10)) {
      case 0, 1 -> expressions.local(type);
      case 2, 3 -> read(type);
      case 4 -> mutable(type);
      case 5 -> expressions.staticOf(type);
      case 6, 7 -> expressions.made(Type.NODE);
      default -> {
        Expr second = tape.pick(2) == 0 ? read(type) : other();
        yield new Expr.Conditional(type, new Cond.Flip(), expressions.local(type), second);
      }
    };
  }

  private Expr arrayResult() {
    return switch (tape.pick(3)) {
      case 0 -> expressions.local(Type.ARRAY);
      case 1 -> new Expr.GetField(expressions.local(Type.NODE), Field.C);
      default -> expressions.made(Type.ARRAY);
    };
  }

  /** A local variable, a new object or null. */
  Expr other() {
    return switch (tape.pick(3)) {
      case 0 -> expressions.local(Type.NODE);
      case 1 -> expressions.made(Type.NODE);
      default -> new Expr.Null();
    };
  }

  private Expr mutable(Type type) {
    Field field = type == Type.OBJECT && tape.pick(2) == 0 ? Field.A : Field.B;
    return new Expr.GetField(expressions.local(Type.NODE), field);
  }
}
