package io.refledger.api;

/** The debugging flags of the collector, as in {@code gc}. */
public enum Debug {
  /** Prints what each collection found. */
  STATS,

  /** Keeps unreachable objects in {@link Gc#getGarbage} instead of freeing them. */
  SAVEALL
}
