package io.refledger.rt.face;

import io.refledger.api.spi.PoolBridge;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerTotals;
import io.refledger.rt.ObjectLayout;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.pool.PoolStatistics;
import io.refledger.rt.pool.SizeClass;

/** The simulated pools for the API, as they stood at one instant. */
final class PoolFace implements PoolBridge {
  private final String config;
  private final PoolStatistics statistics;
  private final LedgerTotals totals;
  private final ObjectLayout objects;
  private final long heapBytesUsed;

  private PoolFace(String config, PoolStatistics statistics, LedgerTotals totals) {
    this.config = config;
    this.statistics = statistics;
    this.totals = totals;
    objects = ObjectLayout.measured();
    Runtime jvm = Runtime.getRuntime();
    heapBytesUsed = jvm.totalMemory() - jvm.freeMemory();
  }

  /** The figures of now; null with pool=off. */
  static PoolFace of(Ledger ledger) {
    PoolSimulator pool = ledger.pool();
    return pool == null
        ? null
        : new PoolFace(ledger.config().pool(), pool.statistics(), ledger.totals());
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

  @Override
  public long[] system() {
    return new long[] {
      statistics.systemRequests(),
      statistics.systemRequestedBytes(),
      statistics.systemInUse(),
      statistics.systemBytesInUse()
    };
  }

  @Override
  public int arenasNeeded() {
    return statistics.arenasNeeded();
  }

  @Override
  public int[] arenasByOccupancy() {
    return statistics.arenasByOccupancy();
  }

  @Override
  public long[] heap() {
    return new long[] {totals.liveBytes(), totals.freedBytes(), heapBytesUsed};
  }

  @Override
  public int[] objectLayout() {
    return new int[] {objects.headerBytes(), objects.alignmentBytes(), objects.referenceBytes()};
  }
}
