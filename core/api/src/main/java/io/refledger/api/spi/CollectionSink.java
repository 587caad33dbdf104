package io.refledger.api.spi;

/** Receives the start and the end of collections. */
@FunctionalInterface
public interface CollectionSink {
  /** A collection starts, or has stopped with these results. */
  void collection(boolean hasStopped, int generation, int collected, int uncollectable);
}
