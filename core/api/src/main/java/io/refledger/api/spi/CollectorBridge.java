package io.refledger.api.spi;

/** What the cycle detector does for the API; generations are 0, 1, 2. */
public interface CollectorBridge {
  /** Collects a generation and the younger ones; the number of unreachable objects found. */
  int collect(int generation);

  /** Whether it runs by itself. */
  boolean isEnabled();

  /** Sets whether it runs by itself. */
  void enable(boolean enabled);

  /** The three thresholds. */
  int[] thresholds();

  /** Sets the three thresholds. */
  void thresholds(int threshold0, int threshold1, int threshold2);

  /** The three counts. */
  int[] counts();

  /** Collections, objects collected, objects uncollectable, of a generation. */
  long[] stats(int generation);

  /** Moves all objects to the permanent generation. */
  void freeze();

  /** Moves the permanent generation to the oldest one. */
  void unfreeze();

  /** The number of objects in the permanent generation. */
  int frozen();

  /** Sets whether unreachable objects are saved in the garbage list. */
  void saveAll(boolean on);

  /** Sets whether collections print statistics. */
  void printStats(boolean on);

  /** Sets whether collections print the unreachable objects that they find. */
  void printCollectable(boolean on);

  /** The serials of the garbage list. */
  long[] garbage();

  /** Empties the garbage list, releasing last to first. */
  void clearGarbage();

  /** The serials of the generations 0 to 2, one after the other, in list order. */
  long[] objects();

  /** The serials of a generation, in list order. */
  long[] objects(int generation);

  /** Who is told of every collection; null for nobody. */
  void listener(CollectionSink sink);
}
