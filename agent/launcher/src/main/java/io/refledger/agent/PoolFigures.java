package io.refledger.agent;

import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.rt.LedgerTotals;
import io.refledger.rt.ObjectLayout;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.pool.PoolStatistics;
import io.refledger.rt.pool.SizeClass;
import io.refledger.snapshot.PoolStats;
import java.util.ArrayList;
import java.util.List;

/** The figures of the simulated pools in the report's words. */
final class PoolFigures {
  private PoolFigures() {}

  /** The figures of now; the JVM's heap is read as it is, without a collection. */
  static PoolStats of(PoolSimulator pool, AgentOptions options, LedgerTotals totals) {
    PoolStatistics statistics = pool.statistics();
    return new PoolStats(
        options.get(OptionKey.POOL),
        statistics.arenasAllocated(),
        statistics.arenasReclaimed(),
        statistics.arenasHighwater(),
        statistics.arenasCurrent(),
        statistics.bytesInUse(),
        statistics.bytesAvailable(),
        classes(statistics),
        arenas(statistics),
        new PoolStats.SystemBlocks(
            statistics.systemRequests(),
            statistics.systemRequestedBytes(),
            statistics.systemInUse(),
            statistics.systemBytesInUse()),
        new PoolStats.Heap(totals.liveBytes(), totals.freedBytes(), heapBytesUsed()),
        objectLayout(),
        map(pool));
  }

  private static PoolStats.ArenaMap map(PoolSimulator pool) {
    var map = new ArenaMapping();
    pool.accept(map);
    return map.map();
  }

  private static PoolStats.Arenas arenas(PoolStatistics statistics) {
    List<Integer> byOccupancy = new ArrayList<>();
    for (int arenas : statistics.arenasByOccupancy()) {
      byOccupancy.add(arenas);
    }
    return new PoolStats.Arenas(
        statistics.arenaBytes(),
        statistics.poolBytes(),
        statistics.unusedPools(),
        statistics.headerBytes(),
        statistics.quantizationBytes(),
        statistics.arenasNeeded(),
        List.copyOf(byOccupancy));
  }

  private static long heapBytesUsed() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  private static PoolStats.ObjectLayout objectLayout() {
    ObjectLayout layout = ObjectLayout.measured();
    return new PoolStats.ObjectLayout(
        layout.headerBytes(), layout.alignmentBytes(), layout.referenceBytes());
  }

  private static List<PoolStats.SizeClassStats> classes(PoolStatistics statistics) {
    List<PoolStats.SizeClassStats> classes = new ArrayList<>();
    for (int i = 0; i < SizeClass.COUNT; i++) {
      if (statistics.pools(i) > 0) {
        classes.add(
            new PoolStats.SizeClassStats(
                i,
                SizeClass.blockBytes(i),
                statistics.pools(i),
                statistics.blocksInUse(i),
                statistics.freeBlocks(i)));
      }
    }
    return classes;
  }
}
