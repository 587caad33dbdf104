package io.refledger.api;

import java.util.List;

/**
 * The simulated pools at one instant.
 *
 * @param config the allocator that is simulated
 * @param arenaBytes the size of an arena
 * @param poolBytes the size of a pool
 * @param arenasAllocated arenas ever asked of the system
 * @param arenasReclaimed arenas given back
 * @param arenasHighwater the most arenas held at a time
 * @param arenasCurrent arenas held now
 * @param unusedPools pools that serve no size class
 * @param bytesInUse bytes of blocks in use
 * @param bytesAvailable bytes of free blocks in pools in use
 * @param headerBytes bytes lost to pool headers
 * @param quantizationBytes bytes at the end of pools that are too few for a block
 * @param sizeClasses the size classes that have pools
 */
public record PoolStats(
    String config,
    int arenaBytes,
    int poolBytes,
    int arenasAllocated,
    int arenasReclaimed,
    int arenasHighwater,
    int arenasCurrent,
    int unusedPools,
    long bytesInUse,
    long bytesAvailable,
    long headerBytes,
    long quantizationBytes,
    List<SizeClass> sizeClasses) {

  /**
   * A size class.
   *
   * @param index its number
   * @param blockBytes the size of its blocks
   * @param pools the pools that serve it
   * @param blocksInUse its blocks in use
   * @param freeBlocks the blocks of its pools that are not in use
   */
  public record SizeClass(int index, int blockBytes, int pools, int blocksInUse, int freeBlocks) {}
}
