package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the values that constructors begin with. They construct nothing that constructs by them:
 * before {@code super()} no program can stop.
 */
final class ModestExpressions {
  private final Tape tape;
  private final List<Method> signatures;
  private final List<Local> parameters;

  /**
   * Values of a constructor.
   *
   * @param parameters without {@code this}
   */
  ModestExpressions(Tape tape, List<Method> signatures, List<Local> parameters) {
    this.tape = tape;
    this.signatures = signatures;
    this.parameters = parameters;
  }

  /** A value that is made without calls, and without exceptions. */
  Expr quiet(Type type) {
    return switch (tape.pick(6)) {
      case 0, 1, 2, 3 -> parameter(type);
      case 4 -> ofStatic(type);
      default -> type == Type.NODE ? parameter(type) : new Expr.NewArray(1 + tape.pick(2));
    };
  }

  /** A value that may be the result of a call, and may throw. */
  Expr of(Type type) {
    return switch (tape.pick(9)) {
      case 5 -> type == Type.ARRAY ? quiet(type) : made();
      case 6, 7 -> call(type);
      case 8 -> fieldOfParameter(type);
      default -> quiet(type);
    };
  }

  /** A parameter, null if none fits. */
  Expr parameter(Type type) {
    List<Local> fitting = parameters.stream().filter(p -> p.type().isA(type)).toList();
    return fitting.isEmpty()
        ? new Expr.Null()
        : new Expr.Get(fitting.get(tape.pick(fitting.size())));
  }

  private static Expr ofStatic(Type type) {
    return switch (type) {
      case OBJECT -> new Expr.GetStatic(Static.S);
      case NODE -> new Expr.GetStatic(Static.T);
      default -> new Expr.GetStatic(Static.U);
    };
  }

  private Expr made() {
    return new Expr.New(Type.NODE, List.of(quiet(Type.OBJECT)));
  }

  /** Throws where the parameter is null. */
  private Expr fieldOfParameter(Type type) {
    Expr on = parameter(Type.NODE);
    boolean isNode = type == Type.NODE;
    return on instanceof Expr.Null || type == Type.ARRAY
        ? quiet(type)
        : new Expr.GetField(on, isNode ? Field.B : Field.A);
  }

  /** Each method asks whether it should stop, or calls none. */
  private Expr call(Type type) {
    List<Integer> fitting = new ArrayList<>();
    for (int m = 1; m < signatures.size() - 1; m++) {
      Method method = signatures.get(m);
      boolean isFitting = !method.isVoid() && method.returns().get(0).isA(type);
      if (isFitting && method.isStatic()) {
        fitting.add(m);
      }
    }
    if (fitting.isEmpty()) {
      return quiet(type);
    }
    int method = fitting.get(tape.pick(fitting.size()));
    List<Expr> arguments = new ArrayList<>();
    for (Local parameter : signatures.get(method).parameters()) {
      boolean isPair = parameter.type() == Type.PAIR;
      arguments.add(isPair ? new Expr.Null() : quiet(parameter.type()));
    }
    return new Expr.Call(method, arguments);
  }
}
