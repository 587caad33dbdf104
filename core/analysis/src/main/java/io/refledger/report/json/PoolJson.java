package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.snapshot.PoolStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of {@code report.json} that has the simulated pools. */
final class PoolJson {

  private PoolJson() {}

  static void write(JsonWriter json, Optional<PoolStats> known) throws IOException {
    json.name("pool");
    if (known.isEmpty()) {
      json.nullValue();
      return;
    }
    PoolStats pool = known.get();
    json.beginObject();
    json.name("config").value(pool.config());
    json.name("arenasAllocated").value(pool.arenasAllocated());
    json.name("arenasReclaimed").value(pool.arenasReclaimed());
    json.name("arenasHighwater").value(pool.arenasHighwater());
    json.name("arenasCurrent").value(pool.arenasCurrent());
    json.name("bytesInUse").value(pool.bytesInUse());
    json.name("bytesAvailable").value(pool.bytesAvailable());
    writeClasses(json, pool.classes());
    writeFragmentation(json, pool);
    writeSystem(json, pool.system());
    writeHeap(json, pool.heap());
    writeObjectLayout(json, pool.objectLayout());
    writeMap(json, pool.map());
    json.endObject();
  }

  /** A row an arena: its serial number, then of each pool in use place, size class, blocks. */
  private static void writeMap(JsonWriter json, PoolStats.ArenaMap map) throws IOException {
    json.name("map").beginArray();
    for (PoolStats.Arena arena : map.arenas()) {
      List<Integer> row = new ArrayList<>(List.of(arena.serial()));
      for (PoolStats.Pool pool : arena.pools()) {
        row.addAll(List.of(pool.place(), pool.sizeClass(), pool.blocksInUse()));
      }
      json.jsonValue(row.toString());
    }
    json.endArray();
    json.name("mapLeftOut").value(map.leftOut());
  }

  private static void writeClasses(JsonWriter json, List<PoolStats.SizeClassStats> classes)
      throws IOException {
    json.name("classes").beginArray();
    for (PoolStats.SizeClassStats row : classes) {
      List<Integer> numbers =
          List.of(row.index(), row.blockBytes(), row.pools(), row.inUse(), row.free());
      json.jsonValue(numbers.toString());
    }
    json.endArray();
  }

  private static void writeFragmentation(JsonWriter json, PoolStats pool) throws IOException {
    PoolStats.Arenas arenas = pool.arenas();
    json.name("arenaBytes").value(arenas.arenaBytes());
    json.name("poolBytes").value(arenas.poolBytes());
    json.name("bytesHeld").value(pool.bytesHeld());
    json.name("bytesNotInUse").value(pool.bytesNotInUse());
    json.name("unusedPools").value(arenas.unusedPools());
    json.name("headerBytes").value(arenas.headerBytes());
    json.name("quantizationBytes").value(arenas.quantizationBytes());
    json.name("arenasNeeded").value(arenas.needed());
    json.name("arenasByOccupancy").jsonValue(arenas.byOccupancy().toString());
  }

  private static void writeSystem(JsonWriter json, PoolStats.SystemBlocks system)
      throws IOException {
    json.name("system").beginObject();
    json.name("requests").value(system.requests());
    json.name("requestedBytes").value(system.requestedBytes());
    json.name("inUse").value(system.inUse());
    json.name("bytesInUse").value(system.bytesInUse());
    json.endObject();
  }

  private static void writeHeap(JsonWriter json, PoolStats.Heap heap) throws IOException {
    json.name("heap").beginObject();
    json.name("ledgerLiveBytes").value(heap.ledgerLiveBytes());
    json.name("ledgerFreedBytes").value(heap.ledgerFreedBytes());
    json.name("usedBytes").value(heap.usedBytes());
    json.name("beyondLedgerBytes").value(heap.beyondLedgerBytes());
    json.endObject();
  }

  private static void writeObjectLayout(JsonWriter json, PoolStats.ObjectLayout layout)
      throws IOException {
    json.name("objectLayout").beginObject();
    json.name("headerBytes").value(layout.headerBytes());
    json.name("alignmentBytes").value(layout.alignmentBytes());
    json.name("referenceBytes").value(layout.referenceBytes());
    json.endObject();
  }
}
