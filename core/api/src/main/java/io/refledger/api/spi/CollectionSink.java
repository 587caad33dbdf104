package io.refledger.api.spi;

/** Receives the start and the end of collections for a list of callbacks. */
@FunctionalInterface
public interface CollectionSink {
  /**
   * Tells the callback at {@code index} of the list as it is now that a collection starts, or has
   * stopped with these results; false if the list ends before. What the callback throws gets out.
   */
  boolean collection(
      int index, boolean hasStopped, int generation, int collected, int uncollectable);
}
