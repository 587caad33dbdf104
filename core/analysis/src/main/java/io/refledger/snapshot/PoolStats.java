package io.refledger.snapshot;

import java.util.List;

/**
 * The simulated pools at one instant, and what the JVM's heap holds at that time.
 *
 * @param config the allocator simulated, as the option {@code pool} names it
 * @param classes the size classes that have a pool, ascending
 * @param map the arenas and what is in them
 */
public record PoolStats(
    String config,
    int arenasAllocated,
    int arenasReclaimed,
    int arenasHighwater,
    int arenasCurrent,
    long bytesInUse,
    long bytesAvailable,
    List<SizeClassStats> classes,
    Arenas arenas,
    SystemBlocks system,
    Heap heap,
    ObjectLayout objectLayout,
    ArenaMap map) {

  /** The bytes of all arenas held. */
  public long bytesHeld() {
    return (long) arenasCurrent * arenas.arenaBytes();
  }

  /** The bytes of arenas that no block in use covers: free blocks, unused pools, headers, ends. */
  public long bytesNotInUse() {
    return bytesHeld() - bytesInUse;
  }

  /** The bytes of pools that serve no size class. */
  public long unusedPoolBytes() {
    return (long) arenas.unusedPools() * arenas.poolBytes();
  }

  /**
   * The arenas held, in the order of their birth.
   *
   * @param leftOut how many younger ones are not listed
   */
  public record ArenaMap(List<Arena> arenas, int leftOut) {
    /** Nothing is known of the arenas. */
    public static final ArenaMap UNKNOWN = new ArenaMap(List.of(), 0);

    /** The most arenas that a map lists. */
    public static final int MOST_ARENAS = 512;

    public ArenaMap {
      arenas = List.copyOf(arenas);
    }
  }

  /**
   * An arena.
   *
   * @param serial how many were allocated before it
   * @param pools those in use, by their places; all others are empty
   */
  public record Arena(int serial, List<Pool> pools) {
    public Arena {
      pools = List.copyOf(pools);
    }
  }

  /**
   * A pool in use.
   *
   * @param place its number in the arena
   */
  public record Pool(int place, int sizeClass, int blocksInUse) {}

  /** The pools and blocks of one size class. */
  public record SizeClassStats(int index, int blockBytes, int pools, int inUse, int free) {}

  /**
   * Where the bytes of arenas are that no block in use covers.
   *
   * @param arenaBytes the size of an arena
   * @param poolBytes the size of a pool
   * @param unusedPools pools that serve no size class
   * @param headerBytes bytes lost to pool headers
   * @param quantizationBytes bytes at the end of pools that are too few for a block
   * @param needed the arenas that would be enough if the blocks of each class were moved together
   * @param byOccupancy the arenas held, by the pools of theirs that serve a size class: none, up to
   *     a quarter, a half, three quarters, all
   */
  public record Arenas(
      int arenaBytes,
      int poolBytes,
      int unusedPools,
      long headerBytes,
      long quantizationBytes,
      int needed,
      List<Integer> byOccupancy) {}

  /**
   * What the system allocator serves: objects of more than 512 bytes.
   *
   * @param requestedBytes the bytes that all requests so far asked for
   * @param bytesInUse the bytes asked for with the blocks in use
   */
  public record SystemBlocks(long requests, long requestedBytes, long inUse, long bytesInUse) {}

  /**
   * What the ledger says of the program's objects, and what the JVM's heap holds.
   *
   * @param ledgerLiveBytes the shallow size of the objects that live in the ledger
   * @param ledgerFreedBytes the shallow size of those that died, each given back at its death
   * @param usedBytes the bytes used of the JVM's heap, read without causing a collection
   */
  public record Heap(long ledgerLiveBytes, long ledgerFreedBytes, long usedBytes) {
    /**
     * What the JVM's heap holds beyond what lives in the ledger: floating garbage, and what the
     * ledger does not track. Below zero if the JVM has collected what the ledger still counts.
     */
    public long beyondLedgerBytes() {
      return usedBytes - ledgerLiveBytes;
    }
  }

  /**
   * How the JVM lays objects out, which decides the sizes of all requests.
   *
   * @param headerBytes the header of an object that is no array
   * @param alignmentBytes what sizes are rounded up to
   * @param referenceBytes 4 with compressed references, 8 without
   */
  public record ObjectLayout(int headerBytes, int alignmentBytes, int referenceBytes) {}
}
