package io.refledger.rt;

/** Who is shown dying objects that are at hand, to check that the JVM agrees. */
public interface DeathObserver {
  /** The ledger says that {@code object} died at {@code deathContext}, just now. */
  void dying(Object object, int slot, int deathContext);
}
