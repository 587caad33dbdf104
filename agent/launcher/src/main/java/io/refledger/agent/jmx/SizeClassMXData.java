package io.refledger.agent.jmx;

/** The simulated pools of one size class, as composite data. */
public interface SizeClassMXData {
  /** The size class. */
  int getIndex();

  /** The size of its blocks. */
  int getBlockBytes();

  /** The pools that serve it. */
  int getPools();

  /** The blocks in use. */
  int getInUse();

  /** The free blocks in its pools. */
  int getFree();
}
