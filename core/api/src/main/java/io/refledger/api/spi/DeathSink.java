package io.refledger.api.spi;

/** Receives deaths. */
@FunctionalInterface
public interface DeathSink {
  /** An object that was born at {@code allocationContext} has died at {@code deathContext}. */
  void died(
      long serial,
      String className,
      int allocationContext,
      int deathContext,
      long clock,
      boolean byCollector);
}
