package io.refledger.api;

import java.util.List;

/**
 * The simulated pools at one instant, and what the JVM's heap holds at that time.
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
 * @param arenasNeeded the arenas that would be enough if the blocks of each size class were moved
 *     together
 * @param arenasByOccupancy the arenas held, by the pools of theirs that serve a size class: none,
 *     up to a quarter, a half, three quarters, all
 * @param system what no pool serves
 * @param heap the JVM's heap beside the ledger
 * @param objectLayout how this JVM lays objects out, which decides the sizes of the requests
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
    List<SizeClass> sizeClasses,
    int arenasNeeded,
    List<Integer> arenasByOccupancy,
    SystemBlocks system,
    Heap heap,
    ObjectLayout objectLayout) {

  /** The bytes of all arenas held. */
  public long bytesHeld() {
    return (long) arenasCurrent * arenaBytes;
  }

  /** The bytes of arenas that no block in use covers: free blocks, unused pools, headers, ends. */
  public long bytesNotInUse() {
    return bytesHeld() - bytesInUse;
  }

  /** The share of the arenas' bytes that no block in use covers, 0 to 1; 0 without arenas. */
  public double fragmentation() {
    return arenasCurrent == 0 ? 0 : (double) bytesNotInUse() / bytesHeld();
  }

  /**
   * The arenas that would go back to the system if the blocks of each class were moved together.
   */
  public int arenasReclaimable() {
    return arenasCurrent - arenasNeeded;
  }

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

  /**
   * What the system allocator serves: objects of more than 512 bytes.
   *
   * @param requests the requests so far
   * @param requestedBytes the bytes they asked for
   * @param inUse the blocks that are in use
   * @param bytesInUse the bytes asked for with these
   */
  public record SystemBlocks(long requests, long requestedBytes, long inUse, long bytesInUse) {}

  /**
   * What the ledger says of the program's objects, and what the JVM's heap holds. No collection of
   * the JVM's is caused to learn it.
   *
   * @param ledgerLiveBytes the shallow size of the objects that live in the ledger
   * @param ledgerFreedBytes the shallow size of those that died, each given back at its death
   * @param usedBytes the bytes used of the JVM's heap
   */
  public record Heap(long ledgerLiveBytes, long ledgerFreedBytes, long usedBytes) {
    /**
     * The bytes that the JVM's heap holds beyond what lives in the ledger: floating garbage, and
     * what the ledger does not track. Below zero if the JVM has collected what the ledger still
     * counts as alive, such as cycles that the detector has not met.
     */
    public long beyondLedgerBytes() {
      return usedBytes - ledgerLiveBytes;
    }
  }

  /**
   * How this JVM lays objects out.
   *
   * @param headerBytes the header of an object that is no array
   * @param alignmentBytes what sizes are rounded up to; 0 when it is not known
   * @param referenceBytes 4 with compressed references, 8 without
   */
  public record ObjectLayout(int headerBytes, int alignmentBytes, int referenceBytes) {}
}
