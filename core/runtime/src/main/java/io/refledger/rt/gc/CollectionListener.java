package io.refledger.rt.gc;

/** Told of the beginning and the end of every collection, as {@code gc.callbacks} are. */
public interface CollectionListener {
  /** A collection of {@code generation} begins; the lists are as they were. */
  void started(int generation);

  /** It ends. */
  void stopped(int generation, int collected, int uncollectable);
}
