package io.refledger.agent.jmx;

/** The simulated pools, as composite data. */
public interface PoolMXData {
  /** The allocator simulated. */
  String getConfig();

  /** The arenas so far. */
  int getArenasAllocated();

  /** The arenas given back. */
  int getArenasReclaimed();

  /** The most arenas at one time. */
  int getArenasHighwater();

  /** The arenas held. */
  int getArenasCurrent();

  /** The bytes of blocks in use. */
  long getBytesInUse();

  /** The bytes of free blocks. */
  long getBytesAvailable();

  /** The size classes that have a pool, ascending. */
  SizeClassMXData[] getClasses();
}
