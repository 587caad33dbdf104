package io.refledger.rt.gc;

/** What the detector keeps for each thread that gives birth to objects. */
public abstract class Mutator {
  /** Births less deaths since the last collection, never below 0. */
  public int count0;
}
