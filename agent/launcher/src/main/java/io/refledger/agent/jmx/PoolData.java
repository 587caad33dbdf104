package io.refledger.agent.jmx;

import io.refledger.snapshot.PoolStats;

/** The pools behind {@link PoolMXData}. */
record PoolData(PoolStats stats) implements PoolMXData {
  @Override
  public String getConfig() {
    return stats.config();
  }

  @Override
  public int getArenasAllocated() {
    return stats.arenasAllocated();
  }

  @Override
  public int getArenasReclaimed() {
    return stats.arenasReclaimed();
  }

  @Override
  public int getArenasHighwater() {
    return stats.arenasHighwater();
  }

  @Override
  public int getArenasCurrent() {
    return stats.arenasCurrent();
  }

  @Override
  public long getBytesInUse() {
    return stats.bytesInUse();
  }

  @Override
  public long getBytesAvailable() {
    return stats.bytesAvailable();
  }

  @Override
  public SizeClassMXData[] getClasses() {
    return stats.classes().stream().map(SizeClassData::new).toArray(SizeClassMXData[]::new);
  }

  /** One size class. */
  private record SizeClassData(PoolStats.SizeClassStats sizeClass) implements SizeClassMXData {
    @Override
    public int getIndex() {
      return sizeClass.index();
    }

    @Override
    public int getBlockBytes() {
      return sizeClass.blockBytes();
    }

    @Override
    public int getPools() {
      return sizeClass.pools();
    }

    @Override
    public int getInUse() {
      return sizeClass.inUse();
    }

    @Override
    public int getFree() {
      return sizeClass.free();
    }
  }
}
