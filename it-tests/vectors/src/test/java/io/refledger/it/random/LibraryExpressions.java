package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/** Makes expressions that use collections and lambdas, for programs whose JDK is woven. */
final class LibraryExpressions {
  private static final List<String> LISTS = List.of("ArrayList", "LinkedList");
  private static final List<String> MAPS = List.of("HashMap", "LinkedHashMap", "TreeMap");

  private final Tape tape;
  private final Expressions expressions;

  LibraryExpressions(Tape tape, Expressions expressions) {
    this.tape = tape;
    this.expressions = expressions;
  }

  /** A new list or map. */
  Expr made(Type type) {
    List<String> classes = type == Type.LIST ? LISTS : MAPS;
    return new Expr.Collection(type, classes.get(tape.pick(classes.size())));
  }

  /** An operation whose result is of a type; a new object where there is none. */
  Expr of(Type type) {
    List<Operation> fitting = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (operation.result().filter(result -> result.isA(type)).isPresent()) {
        fitting.add(operation);
      }
    }
    return fitting.isEmpty()
        ? expressions.made(type)
        : operate(fitting.get(tape.pick(fitting.size())));
  }

  /** An operation whose result is dropped. */
  Expr statement() {
    Operation[] operations = Operation.values();
    return operate(operations[tape.pick(operations.length)]);
  }

  private Expr operate(Operation operation) {
    return new Expr.Operate(operation, operation.operands().stream().map(expressions::of).toList());
  }
}
