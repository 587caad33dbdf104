package io.refledger.rt.gc;

/** CPython's generational cycle detector on the ledger's own edges. */
public final class CycleDetector {
  /** Runs a collection of {@code generation} and the younger ones; the number of objects found. */
  public int collect(int generation, Mutator mutator) {
    throw new UnsupportedOperationException();
  }
}
