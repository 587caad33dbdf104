package io.refledger.it.random;

/** The conditions of random programs. */
sealed interface Cond {
  /** A random bit. */
  record Flip() implements Cond {}

  record IsNull(Expr value) implements Cond {}

  record Same(Expr left, Expr right) implements Cond {}

  record IsInstance(Expr value, Type type) implements Cond {}

  record Not(Cond operand) implements Cond {}

  record And(Cond left, Cond right) implements Cond {}

  record Or(Cond left, Cond right) implements Cond {}
}
