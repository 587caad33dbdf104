package io.refledger.weave.spec;

/** How precisely local variables and parameters are counted. */
public enum Locals {
  /** Every local variable and parameter counts one. */
  EXACT,
  /** A local holds its object by a unit; what provably cannot change a death is left out. */
  LEAN,
  /** Heap edges and births only: units are never taken, so nothing dies by count. */
  OFF
}
