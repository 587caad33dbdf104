package io.refledger.it.random;

import java.util.List;

/**
 * Makes what an object leads to for as long as it lives, read where it may end too early, and
 * results that callers have already.
 */
final class LastingExpressions {
  private static final int LONGEST = 2;
  private static final Expr NULL = new Expr.Null();

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
      case 7 -> tape.pick(2) == 0 ? expressions.of(Type.NODE) : expressions.staticOf(Type.NODE);
      default -> expressions.local(Type.NODE);
    };
  }

  /** What a method returns that makes nothing. */
  Expr result(Type type) {
    return switch (tape.pick(8)) {
      case 0, 1, 2 -> expressions.local(type);
      case 3, 4 -> read(type);
      case 5 -> mutable(type);
      case 6 -> expressions.staticOf(type);
      default ->
          new Expr.Conditional(
              type,
              new Cond.Flip(),
              expressions.local(type),
              tape.pick(2) == 0 ? read(type) : NULL);
    };
  }

  private Expr mutable(Type type) {
    Field field = type == Type.OBJECT && tape.pick(2) == 0 ? Field.A : Field.B;
    return new Expr.GetField(expressions.local(Type.NODE), field);
  }

  /** A value, and an assignment after which nothing but the stack may lead to it. */
  List<Expr> overtaken() {
    Expr owner = expressions.local(Type.NODE);
    return switch (tape.pick(4)) {
      case 0 -> List.of(lastingOf(owner), expressions.overwriting(owner));
      case 1 -> {
        Expr mutable = new Expr.GetField(owner, Field.B);
        yield List.of(lastingOf(mutable), new Expr.SetField(owner, Field.B, other(Type.NODE)));
      }
      case 2 -> {
        Expr mutable = new Expr.GetStatic(Static.T);
        yield List.of(lastingOf(mutable), new Expr.SetStatic(Static.T, other(Type.NODE)));
      }
      default -> List.of(read(Type.OBJECT), expressions.of(Type.OBJECT));
    };
  }

  /** What takes the place of an object. */
  Expr other(Type type) {
    return tape.pick(2) == 0 ? NULL : expressions.made(type);
  }

  private Expr lastingOf(Expr owner) {
    Expr first = tape.pick(3) == 2 ? new Expr.GetField(owner, Field.G) : owner;
    return new Expr.GetField(first, tape.pick(2) == 0 ? Field.F : Field.G);
  }
}
