package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes blocks in which a value lies on the stack while the object that it was read out of goes, or
 * stays.
 */
final class OvertakenValues {
  private final Tape tape;
  private final Expressions expressions;
  private final Local owner;
  private final List<Stmt> block = new ArrayList<>();

  OvertakenValues(Tape tape, Names names, Expressions expressions) {
    this.tape = tape;
    this.expressions = expressions;
    this.owner = names.local(Type.NODE, false);
  }

  Stmt block() {
    block.add(new Stmt.Declare(owner, rich()));
    Expr read = new Expr.Get(owner);
    switch (tape.pick(11)) {
      case 1, 2 -> ofField(Field.B, read, true);
      case 3 -> ofField(tape.pick(2) == 0 ? Field.A : Field.B, read, false);
      case 4, 6 -> ofStatic();
      case 5 -> use(lasting(read), expressions.of(Type.OBJECT));
      case 7 -> use(expressions.givenCall(Type.NODE), read);
      case 8 -> use(lasting(expressions.givenCall(Type.NODE)), read);
      case 9 -> use(new Expr.GetElement(expressions.givenCall(Type.ARRAY), 0), read);
      default -> use(lasting(read), new Expr.SetLocal(owner, other()));
    }
    return new Stmt.Block(block);
  }

  private void use(Expr first, Expr second) {
    block.add(new Stmt.Use(first, second));
  }

  private void ofField(Field field, Expr on, boolean isDeep) {
    block.add(new Stmt.Evaluate(new Expr.SetField(on, field, rich())));
    Expr read = new Expr.GetField(on, field);
    use(isDeep ? lasting(read) : read, new Expr.SetField(on, field, other()));
  }

  private void ofStatic() {
    block.add(new Stmt.Evaluate(new Expr.SetStatic(Static.T, rich())));
    Expr read = new Expr.GetStatic(Static.T);
    use(tape.pick(2) == 0 ? read : lasting(read), new Expr.SetStatic(Static.T, other()));
  }

  /** What a final field refers to, or one of that. */
  private Expr lasting(Expr of) {
    Expr first = tape.pick(2) == 1 ? new Expr.GetField(of, Field.G) : of;
    return new Expr.GetField(first, tape.pick(2) == 0 ? Field.F : Field.G);
  }

  /** A new object whose final fields refer to new objects, if its constructor wants it so. */
  private Expr rich() {
    Expr inner = made(expressions.made(Type.OBJECT), other());
    return tape.pick(3) < 2
        ? made(made(other(), new Expr.Null()), inner)
        : expressions.made(Type.NODE);
  }

  private static Expr made(Expr first, Expr second) {
    return new Expr.New(Type.NODE, List.of(first, second));
  }

  private Expr other() {
    return tape.pick(2) == 0 ? new Expr.Null() : expressions.made(Type.NODE);
  }
}
