package io.refledger.rt.face;

import io.refledger.api.spi.PoolBridge;
import io.refledger.rt.pool.PoolStatistics;
import io.refledger.rt.pool.SizeClass;

/** The simulated pools for the API, as they stood at one instant. */
final class PoolFace implements PoolBridge {
  private final String config;
  private final PoolStatistics statistics;

  PoolFace(String config, PoolStatistics statistics) {
    this.config = config;
    this.statistics = statistics;
  }

  @Override
  public String config() {
    return config;
  }

  @Override
  public int sizeClasses() {
    return SizeClass.COUNT;
  }

  @Override
  public int[] sizeClass(int index) {
    return new int[] {
      SizeClass.blockBytes(index),
      statistics.pools(index),
      statistics.blocksInUse(index),
      statistics.freeBlocks(index)
    };
  }

  @Override
  public int[] arenas() {
    return new int[] {
      statistics.arenasAllocated(),
      statistics.arenasReclaimed(),
      statistics.arenasHighwater(),
      statistics.arenasCurrent()
    };
  }

  @Override
  public int[] sizes() {
    return new int[] {statistics.arenaBytes(), statistics.poolBytes()};
  }

  @Override
  public int unusedPools() {
    return statistics.unusedPools();
  }

  @Override
  public long[] bytes() {
    return new long[] {
      statistics.bytesInUse(),
      statistics.bytesAvailable(),
      statistics.headerBytes(),
      statistics.quantizationBytes()
    };
  }
}
