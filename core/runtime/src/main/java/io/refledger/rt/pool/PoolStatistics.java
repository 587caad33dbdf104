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
  private final int[] arenasByOccupancy;
  private final long systemRequests;
  private final long systemRequestedBytes;
  private final long systemInUse;
  private final long systemBytesInUse;

  PoolStatistics(PoolLayout layout, PoolTable pools, ArenaTable arenas, SystemAllocator system) {
    this.layout = layout;
    poolsByClass = Arrays.grown(pools.poolsByClass, SizeClass.COUNT);
    blocksInUseByClass = Arrays.grown(pools.blocksInUseByClass, SizeClass.COUNT);
    arenasAllocated = arenas.allocated;
    arenasCurrent = arenas.current;
    arenasHighwater = arenas.highwater;
    unusedPools = arenas.unusedPools;
    arenasByOccupancy = arenas.byOccupancy();
    systemRequests = system.requests;
    systemRequestedBytes = system.requestedBytes;
    systemInUse = system.requests - system.freed;
    systemBytesInUse = system.requestedBytes - system.freedBytes;
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

  /** The bytes that those requests asked for. */
  public long systemRequestedBytes() {
    return systemRequestedBytes;
  }

  /** The blocks of the system allocator that are in use. */
  public long systemInUse() {
    return systemInUse;
  }

  /** The bytes asked for with the system allocator's blocks in use. */
  public long systemBytesInUse() {
    return systemBytesInUse;
  }

  /**
   * The arenas held by the pools of theirs in use: at index 0 those with none, at 1 to 4 those with
   * more than (i - 1) quarters and at most i quarters of them.
   */
  public int[] arenasByOccupancy() {
    return Arrays.grown(arenasByOccupancy, arenasByOccupancy.length);
  }

  /** The bytes of all arenas held. */
  public long bytesHeld() {
    return (long) arenasCurrent * arenaBytes();
  }

  /**
   * The arenas that would be enough if the blocks of each size class were moved together: the pools
   * that they fill, 64 to an arena.
   */
  public int arenasNeeded() {
    long pools = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      pools += ceilingOf(blocksInUseByClass[c], layout.blocksPerPool(c));
    }
    return (int) ceilingOf(pools, PoolLayout.POOLS_PER_ARENA);
  }

  private static long ceilingOf(long number, int perUnit) {
    return (number + perUnit - 1) / perUnit;
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
