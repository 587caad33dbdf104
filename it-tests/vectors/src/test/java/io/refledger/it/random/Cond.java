package io.refledger.it.random;

/** The conditions of random programs. */
sealed interface Cond {
  /** A random bit. */
  record Flip() implements Cond {}

  record IsNull(Expr value) implements Cond {}

  record Same(Expr left, Expr right) implements Cond {}

  record IsInstance(Expr value, Type type) implements Cond {}

  /** {@code on.aNumber == 0}, which is always so: a primitive is read. */
  record HasNoNumber(Expr on) implements Cond {}

  /** Whether an array has more than one element. */
  record IsLong(Expr array) implements Cond {}

  record Not(Cond operand) implements Cond {}

  record And(Cond left, Cond right) implements Cond {}

  record Or(Cond left, Cond right) implements Cond {}
}
