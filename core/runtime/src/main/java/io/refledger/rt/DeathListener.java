package io.refledger.rt;

/** Told of every death, before the references of the dead object are released. */
@FunctionalInterface
public interface DeathListener {
  /**
   * The object of {@code slot} has died at {@code deathContext}.
   *
   * @param byCollector true when only the cycle detector could free it
   */
  void died(int slot, int deathContext, boolean byCollector);
}
