package io.refledger.rt.gc;

import io.refledger.rt.table.IntVector;

/** Told of the beginning and the end of every collection, as {@code gc.callbacks} are. */
public interface CollectionListener {
  /** A collection of {@code generation} begins; the lists are as they were. */
  void started(int generation);

  /**
   * These members are unreachable; finalizers may bring some back. Called before any of them is
   * touched, and not if there are none.
   */
  default void found(IntVector garbage) {}

  /** It ends. */
  void stopped(int generation, int collected, int uncollectable);
}
