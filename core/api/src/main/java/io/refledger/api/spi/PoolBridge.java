package io.refledger.api.spi;

/** The figures of the simulated pools at one instant. */
public interface PoolBridge {
  /** The configuration's name. */
  String config();

  /** The number of size classes. */
  int sizeClasses();

  /**
   * The size of the class's blocks, the pools that serve it, its blocks in use, its free blocks.
   */
  int[] sizeClass(int index);

  /** Arenas allocated, reclaimed, at most, held now. */
  int[] arenas();

  /** The size of an arena and of a pool, in bytes. */
  int[] sizes();

  /** The pools that serve no class. */
  int unusedPools();

  /** Bytes in use, available, in headers, lost to quantization. */
  long[] bytes();

  /** The system allocator: requests, bytes they asked for, blocks in use, bytes in use. */
  long[] system();

  /** The arenas that the blocks in use would fill if they were moved together. */
  int arenasNeeded();

  /** Arenas with no pool in use, up to a quarter, a half, three quarters, all. */
  int[] arenasByOccupancy();

  /** Bytes alive in the ledger, bytes dead, bytes used of the JVM's heap. */
  long[] heap();

  /** The bytes of an object's header, of its alignment (0: not known), of a reference. */
  int[] objectLayout();
}
