package io.refledger.it.random;

import java.util.List;

/** The expressions of random programs whose value is a reference. */
sealed interface Expr {
  record Null() implements Expr {}

  /** {@code this} is the local of its method's first parameter. */
  record Get(Local local) implements Expr {}

  record GetStatic(Static place) implements Expr {}

  record GetField(Expr on, Field field) implements Expr {}

  record GetElement(Expr array, int index) implements Expr {}

  record SetLocal(Local local, Expr value) implements Expr {}

  record SetStatic(Static place, Expr value) implements Expr {}

  record SetField(Expr on, Field field, Expr value) implements Expr {}

  record SetElement(Expr array, int index, Expr value) implements Expr {}

  /** An instance: of a Node, Pair or Fault, by the constructor of that many parameters. */
  record New(Type type, List<Expr> arguments) implements Expr {}

  record NewArray(int length) implements Expr {}

  record ArrayOf(List<Expr> elements) implements Expr {}

  /** {@code new Object[rows][columns]}. */
  record Matrix(int rows, int columns) implements Expr {}

  record Clone(Expr array) implements Expr {}

  record Cast(Type type, Expr value) implements Expr {}

  /**
   * A call of a method of the program; that with an array takes its arguments one by one. The first
   * argument of an instance method is what it is called on.
   */
  record Call(int method, List<Expr> arguments) implements Expr {}

  /** A call of the virtual method that an interface, Node and Pair may have. */
  record Act(Expr on, Expr first, Expr second) implements Expr {}

  /** Gives a value to other threads, one way or another, and takes what one of them gave. */
  record Exchange(int way, Expr value) implements Expr {}

  /** The value, or another object if the thread holds the monitor of one already. */
  record OnlyLock(Expr value) implements Expr {}

  record Conditional(Type type, Cond condition, Expr yes, Expr no) implements Expr {}

  /** A switch expression on a random number. */
  record Switch(Type type, List<Arm> arms) implements Expr {}

  /** What a switch expression does before it yields. */
  record Arm(List<Stmt> block, Expr yield) {}

  /** Evaluated in a lambda that is called at once, by code that is not woven. */
  record Lambda(List<Local> captured, Expr body) implements Expr {}

  /** A new list or map of the JDK: the class of that name. */
  record Collection(Type type, String className) implements Expr {}

  /** One step on collections or lambdas. */
  record Operate(Operation operation, List<Expr> operands) implements Expr {}

  /** A lambda that outlives its statement; what it captured is named by its body. */
  record Task(List<Local> captured, Expr body) implements Expr {}

  /** Evaluated in a method of an anonymous class, which captures at most one local. */
  record Anonymous(List<Local> captured, Expr body) implements Expr {}
}
