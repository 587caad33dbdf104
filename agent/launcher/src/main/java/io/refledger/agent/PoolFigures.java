package io.refledger.agent;

import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.pool.PoolStatistics;
import io.refledger.rt.pool.SizeClass;
import io.refledger.snapshot.PoolStats;
import java.util.ArrayList;
import java.util.List;

/** The figures of the simulated pools in the report's words. */
final class PoolFigures {
  private PoolFigures() {}

  static PoolStats of(PoolSimulator pool, AgentOptions options) {
    PoolStatistics statistics = pool.statistics();
    return new PoolStats(
        options.get(OptionKey.POOL),
        statistics.arenasAllocated(),
        statistics.arenasReclaimed(),
        statistics.arenasHighwater(),
        statistics.arenasCurrent(),
        statistics.bytesInUse(),
        statistics.bytesAvailable(),
        classes(statistics));
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
