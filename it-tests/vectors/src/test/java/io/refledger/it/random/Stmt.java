package io.refledger.it.random;

import java.util.List;

/** The statements of random programs. Before each, and at the end of a block, there is a mark. */
sealed interface Stmt {
  record Declare(Local local, Expr value) implements Stmt {}

  record Evaluate(Expr value) implements Stmt {}

  /** The call of the superclass's constructor, or its own, that a constructor begins with. */
  record Super(boolean isOwn, List<Expr> arguments) implements Stmt {}

  /** Gives a field of {@code this} its value. No mark before it: a constructor may call nothing. */
  record Initialize(Expr.SetField store) implements Stmt {}

  /** Returns null when the program is tired; this bounds recursion. No mark before it. */
  record Rest(boolean isVoid) implements Stmt {}

  /** Prints the names of two objects. */
  record Use(Expr first, Expr second) implements Stmt {}

  /** Prints a concatenated string. */
  record Say(Expr value) implements Stmt {}

  /** A long and a double, which take two slots each until the end of their block. */
  record Wide(int number) implements Stmt {}

  record Copy(Expr from, int at, Expr to, int start, int length) implements Stmt {}

  record Block(List<Stmt> body) implements Stmt {}

  record If(Cond condition, List<Stmt> yes, List<Stmt> no) implements Stmt {}

  /** {@code if (tested instanceof T bound)}. */
  record IfInstance(Local tested, Local bound, List<Stmt> yes, List<Stmt> no) implements Stmt {}

  record Times(int number, int times, List<Stmt> body) implements Stmt {}

  record While(Cond condition, List<Stmt> body) implements Stmt {}

  /** The end of its body can be reached. */
  record DoWhile(Cond condition, List<Stmt> body) implements Stmt {}

  record ForEach(Local element, Expr array, List<Stmt> body) implements Stmt {}

  /** A loop over a list by an iterator. */
  record Each(Local element, Expr list, List<Stmt> body) implements Stmt {}

  /** A try statement that closes a resource. */
  record With(Local resource, Expr value, List<Stmt> body) implements Stmt {}

  /** A switch statement on a random number, with a default that does nothing. */
  record Choose(List<List<Stmt>> cases) implements Stmt {}

  record Synchronized(Expr lock, List<Stmt> body) implements Stmt {}

  /** At least one of the lists has an element. */
  record Try(List<Stmt> body, List<Catch> handlers, List<List<Stmt>> finalizers) implements Stmt {}

  record Catch(Local exception, List<Stmt> body) {}

  record Break() implements Stmt {}

  record Continue() implements Stmt {}

  /** The value of a void method is absent. */
  record Return(List<Expr> value) implements Stmt {}

  record Throw(Expr exception) implements Stmt {}

  record Collect() implements Stmt {}

  /** Whether there is a mark before this statement. */
  default boolean isMarked() {
    return !(this instanceof Super || this instanceof Initialize || this instanceof Rest);
  }

  /** What the mark before this statement says. */
  default String label() {
    String name = getClass().getSimpleName();
    return this instanceof Declare declare ? name + " " + declare.local().java() : name;
  }

  /** Whether the statement after this one can be reached, as the Java language says. */
  static boolean completes(Stmt stmt) {
    if (stmt instanceof Block block) {
      return completes(block.body());
    } else if (stmt instanceof If branch) {
      return completes(branch.yes()) || completes(branch.no());
    } else if (stmt instanceof IfInstance branch) {
      return completes(branch.yes()) || completes(branch.no());
    } else if (stmt instanceof Synchronized locked) {
      return completes(locked.body());
    } else if (stmt instanceof With with) {
      return completes(with.body());
    } else if (stmt instanceof Try attempt) {
      return attempt.finalizers().stream().allMatch(Stmt::completes)
          && (completes(attempt.body())
              || attempt.handlers().stream().anyMatch(c -> completes(c.body())));
    }
    return !(stmt instanceof Break
        || stmt instanceof Continue
        || stmt instanceof Return
        || stmt instanceof Throw);
  }

  /**
   * Whether there is a mark at the end of a block: where it can be reached, but for bare bodies.
   */
  static boolean isEndMarked(List<Stmt> block) {
    return completes(block) && (block.isEmpty() || block.stream().anyMatch(Stmt::isMarked));
  }

  /** Whether the end of a block can be reached. */
  static boolean completes(List<Stmt> block) {
    return block.isEmpty() || completes(block.get(block.size() - 1));
  }
}
