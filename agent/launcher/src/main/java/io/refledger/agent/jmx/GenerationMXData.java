package io.refledger.agent.jmx;

/** One generation of the cycle detector, as composite data. */
public interface GenerationMXData {
  /** 0 for the youngest, to 2. */
  int getGeneration();

  /** The collections of this generation. */
  long getCollections();

  /** The objects that they freed. */
  long getCollected();
}
