package io.refledger.report.json;

import io.refledger.snapshot.PoolStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link PoolJson} writes. */
final class PoolReading {

  private static final int COLUMNS = 5;
  private static final int OCCUPANCIES = 5;

  private PoolReading() {}

  /** Empty for pools without the keys that the schema does not require: they say too little. */
  static Optional<PoolStats> pool(JsonFields pool) {
    boolean isWhole = pool.has("arenaBytes") && pool.has("system") && pool.has("heap");
    if (!isWhole || !pool.has("objectLayout")) {
      return Optional.empty();
    }
    return Optional.of(
        new PoolStats(
            pool.text("config"),
            pool.integer("arenasAllocated"),
            pool.integer("arenasReclaimed"),
            pool.integer("arenasHighwater"),
            pool.integer("arenasCurrent"),
            pool.number("bytesInUse"),
            pool.number("bytesAvailable"),
            pool.rows("classes", COLUMNS).stream().map(PoolReading::sizeClass).toList(),
            arenas(pool),
            system(pool.fields("system")),
            heap(pool.fields("heap")),
            objectLayout(pool.fields("objectLayout")),
            pool.has("map") ? map(pool) : PoolStats.ArenaMap.UNKNOWN));
  }

  private static PoolStats.ArenaMap map(JsonFields pool) {
    return new PoolStats.ArenaMap(
        pool.rows("map").stream().map(PoolReading::arena).toList(), pool.integer("mapLeftOut"));
  }

  private static PoolStats.Arena arena(List<Integer> row) {
    List<PoolStats.Pool> pools = new ArrayList<>();
    for (int at = 1; at + 2 < row.size(); at += 3) {
      pools.add(new PoolStats.Pool(row.get(at), row.get(at + 1), row.get(at + 2)));
    }
    return new PoolStats.Arena(row.get(0), pools);
  }

  private static PoolStats.SizeClassStats sizeClass(List<Integer> row) {
    return new PoolStats.SizeClassStats(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4));
  }

  private static PoolStats.Arenas arenas(JsonFields pool) {
    List<Integer> byOccupancy = pool.integers("arenasByOccupancy");
    if (byOccupancy.size() != OCCUPANCIES) {
      throw pool.isNot("arenasByOccupancy", OCCUPANCIES + " numbers");
    }
    return new PoolStats.Arenas(
        pool.integer("arenaBytes"),
        pool.integer("poolBytes"),
        pool.integer("unusedPools"),
        pool.number("headerBytes"),
        pool.number("quantizationBytes"),
        pool.integer("arenasNeeded"),
        byOccupancy);
  }

  private static PoolStats.SystemBlocks system(JsonFields system) {
    return new PoolStats.SystemBlocks(
        system.number("requests"),
        system.number("requestedBytes"),
        system.number("inUse"),
        system.number("bytesInUse"));
  }

  private static PoolStats.Heap heap(JsonFields heap) {
    return new PoolStats.Heap(
        heap.number("ledgerLiveBytes"), heap.number("ledgerFreedBytes"), heap.number("usedBytes"));
  }

  private static PoolStats.ObjectLayout objectLayout(JsonFields layout) {
    return new PoolStats.ObjectLayout(
        layout.integer("headerBytes"),
        layout.integer("alignmentBytes"),
        layout.integer("referenceBytes"));
  }
}
