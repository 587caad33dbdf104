package io.refledger.snapshot;

import java.util.List;

/**
 * The simulated pools at one instant.
 *
 * @param config the allocator simulated, as the option {@code pool} names it
 * @param classes the size classes that have a pool, ascending
 */
public record PoolStats(
    String config,
    int arenasAllocated,
    int arenasReclaimed,
    int arenasHighwater,
    int arenasCurrent,
    long bytesInUse,
    long bytesAvailable,
    List<SizeClassStats> classes) {

  /** The pools and blocks of one size class. */
  public record SizeClassStats(int index, int blockBytes, int pools, int inUse, int free) {}
}
