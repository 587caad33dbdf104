package io.refledger.api;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.PoolBridge;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that CPython's allocator would hold for the objects of this program. Without the agent
 * every member throws {@link IllegalStateException}.
 */
public final class Pools {
  private Pools() {}

  /**
   * The figures of this instant.
   *
   * @throws IllegalStateException if the agent runs with {@code pool=off}
   */
  public static PoolStats stats() {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return read(bridge());
    } finally {
      guard.leave();
    }
  }

  /**
   * The figures of this instant in the layout of {@code sys._debugmallocstats}.
   *
   * @throws IllegalStateException if the agent runs with {@code pool=off}
   */
  public static String mallocStats() {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return MallocStats.print(read(bridge()));
    } finally {
      guard.leave();
    }
  }

  private static PoolBridge bridge() {
    PoolBridge pools = Connection.bridge().pools();
    if (pools == null) {
      throw new IllegalStateException("no pools are simulated: remove pool=off from the options");
    }
    return pools;
  }

  private static PoolStats read(PoolBridge pools) {
    int[] arenas = pools.arenas();
    int[] sizes = pools.sizes();
    long[] bytes = pools.bytes();
    return new PoolStats(
        pools.config(),
        sizes[0],
        sizes[1],
        arenas[0],
        arenas[1],
        arenas[2],
        arenas[3],
        pools.unusedPools(),
        bytes[0],
        bytes[1],
        bytes[2],
        bytes[3],
        sizeClasses(pools),
        pools.arenasNeeded(),
        occupancy(pools.arenasByOccupancy()),
        system(pools.system()),
        heap(pools.heap()),
        objectLayout(pools.objectLayout()));
  }

  private static List<PoolStats.SizeClass> sizeClasses(PoolBridge pools) {
    List<PoolStats.SizeClass> classes = new ArrayList<>();
    for (int i = 0; i < pools.sizeClasses(); i++) {
      int[] figures = pools.sizeClass(i);
      if (figures[1] == 0) continue;
      classes.add(new PoolStats.SizeClass(i, figures[0], figures[1], figures[2], figures[3]));
    }
    return List.copyOf(classes);
  }

  private static List<Integer> occupancy(int[] arenas) {
    List<Integer> occupancy = new ArrayList<>();
    for (int n : arenas) occupancy.add(n);
    return List.copyOf(occupancy);
  }

  private static PoolStats.SystemBlocks system(long[] figures) {
    return new PoolStats.SystemBlocks(figures[0], figures[1], figures[2], figures[3]);
  }

  private static PoolStats.Heap heap(long[] figures) {
    return new PoolStats.Heap(figures[0], figures[1], figures[2]);
  }

  private static PoolStats.ObjectLayout objectLayout(int[] figures) {
    return new PoolStats.ObjectLayout(figures[0], figures[1], figures[2]);
  }
}
