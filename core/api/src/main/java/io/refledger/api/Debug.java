package io.refledger.api;

/** The debugging flags of the cycle detector, as in {@code gc}. Output goes to stderr. */
public enum Debug {
  /** Prints the sizes of the generations before each collection, and afterwards what it found. */
  STATS,

  /** Prints each unreachable object that was found: its class and its serial. */
  COLLECTABLE,

  /**
   * Prints each object that was found and cannot be freed. There are none: what made them in
   * CPython, finalizers of the old kind, went with version 3.4, and the ledger has no such thing.
   */
  UNCOLLECTABLE,

  /**
   * Keeps unreachable objects in {@link Gc#getGarbage} instead of freeing them. The ledger keeps
   * records, not objects: the JVM's collector may take the objects themselves all the same.
   */
  SAVEALL,

  /** All that helps with a leak: COLLECTABLE, UNCOLLECTABLE and SAVEALL. */
  LEAK
}
