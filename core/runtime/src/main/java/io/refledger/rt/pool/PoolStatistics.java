package io.refledger.rt.pool;

/** The figures of a simulator at one instant, as {@code sys._debugmallocstats} gives them. */
public final class PoolStatistics {

  private final PoolLayout layout;
  private final int[] poolsByClass;
  private final int[] blocksInUseByClass;
  private final int arenasAllocated;
  private final int arenasCurrent;
  private final int arenasHighwater;
  private final int unusedPools;
  private final long systemRequests;

  PoolStatistics(PoolLayout layout, PoolTable pools, ArenaTable arenas, long systemRequests) {
    this.layout = layout;
    poolsByClass = Arrays.grown(pools.poolsByClass, SizeClass.COUNT);
    blocksInUseByClass = Arrays.grown(pools.blocksInUseByClass, SizeClass.COUNT);
    arenasAllocated = arenas.allocated;
    arenasCurrent = arenas.current;
    arenasHighwater = arenas.highwater;
    unusedPools = arenas.unusedPools;
    this.systemRequests = systemRequests;
  }

  /** The size of an arena, in bytes. */
  public int arenaBytes() {
    return layout.arenaBytes();
  }

  /** The size of a pool, in bytes. */
  public int poolBytes() {
    return layout.poolBytes();
  }

  /** The pools that serve the class. */
  public int pools(int sizeClass) {
    return poolsByClass[sizeClass];
  }

  /** The blocks of the class that are in use. */
  public int blocksInUse(int sizeClass) {
    return blocksInUseByClass[sizeClass];
  }

  /** The blocks of the class's pools that are not in use. */
  public int freeBlocks(int sizeClass) {
    return poolsByClass[sizeClass] * layout.blocksPerPool(sizeClass)
        - blocksInUseByClass[sizeClass];
  }

  /** The arenas ever asked of the system. */
  public int arenasAllocated() {
    return arenasAllocated;
  }

  /** The arenas given back to the system. */
  public int arenasReclaimed() {
    return arenasAllocated - arenasCurrent;
  }

  /** The arenas held now. */
  public int arenasCurrent() {
    return arenasCurrent;
  }

  /** The most arenas ever held at a time. */
  public int arenasHighwater() {
    return arenasHighwater;
  }

  /** The pools of the arenas held that serve no class. */
  public int unusedPools() {
    return unusedPools;
  }

  /** The requests that went to the system allocator: of 0 bytes, or of more than 512. */
  public long systemRequests() {
    return systemRequests;
  }

  /** The bytes of all blocks in use. */
  public long bytesInUse() {
    long bytes = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      bytes += (long) blocksInUseByClass[c] * SizeClass.blockBytes(c);
    }
    return bytes;
  }

  /** The bytes of the free blocks of pools in use. */
  public long bytesAvailable() {
    long bytes = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      bytes += (long) freeBlocks(c) * SizeClass.blockBytes(c);
    }
    return bytes;
  }

  /** The bytes lost to the headers of pools in use. */
  public long headerBytes() {
    long pools = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      pools += poolsByClass[c];
    }
    return pools * PoolLayout.HEADER_BYTES;
  }

  /** The bytes at the end of pools in use that are too few for a block. */
  public long quantizationBytes() {
    long bytes = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      bytes += (long) poolsByClass[c] * layout.quantizationBytes(c);
    }
    return bytes;
  }
}
