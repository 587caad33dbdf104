package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.pool.PoolStatistics;
import io.refledger.rt.pool.SizeClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Runs pool vectors (group {@code pool}) against the pool simulator. */
public final class PoolVectors {

  private final PoolSimulator simulator;
  private final List<Integer> addressByHandle = new ArrayList<>();
  private final List<Integer> bytesByHandle = new ArrayList<>();
  private final StringBuilder places = new StringBuilder("[");
  private final JsonArray checkpoints = new JsonArray();
  private final int reclaimedAtStart;

  private PoolVectors(String config) {
    simulator = PoolSimulator.create(config);
    int largest = SizeClass.LARGEST_REQUEST_BYTES;
    simulator.free(simulator.allocate(largest), largest);
    reclaimedAtStart = simulator.statistics().arenasReclaimed();
  }

  /** The observations of one vector: {@code id, group, ckpt, arenas_freed, places_crc32}. */
  public static JsonObject run(JsonObject vector) {
    var run = new PoolVectors(configOf(vector.get("config").getAsString()));
    for (JsonElement op : vector.getAsJsonArray("ops")) {
      run.apply(op.getAsJsonArray());
    }
    var result = new JsonObject();
    result.add("id", vector.get("id"));
    result.add("group", vector.get("group"));
    result.add("ckpt", run.checkpoints);
    result.addProperty("arenas_freed", run.arenasFreed());
    result.addProperty("places_crc32", run.placesCrc32());
    return result;
  }

  private static String configOf(String vectorConfig) {
    return switch (vectorConfig) {
      case "3.10+" -> "cpython-3.13";
      case "3.9" -> "cpython-3.9";
      case "3.6-3.8" -> "cpython-3.8";
      default ->
          throw new IllegalArgumentException(
              "config must be 3.10+, 3.9 or 3.6-3.8: config=" + vectorConfig);
    };
  }

  private void apply(JsonArray op) {
    switch (op.get(0).getAsString()) {
      case "a" -> allocate(op.get(1).getAsInt(), op.get(2).getAsInt());
      case "f" -> freeRange(op.get(1).getAsInt(), op.get(2).getAsInt(), op.get(3).getAsInt());
      case "fl" -> op.get(1).getAsJsonArray().forEach(handle -> free(handle.getAsInt()));
      case "r" -> reallocate(op.get(1).getAsInt(), op.get(2).getAsInt());
      case "c" -> checkpoints.add(checkpoint(simulator.statistics()));
      default -> throw new IllegalArgumentException("unknown operation: op=" + op);
    }
  }

  private void allocate(int count, int requestBytes) {
    for (int i = 0; i < count; i++) {
      int address = simulator.allocate(requestBytes);
      addressByHandle.add(address);
      bytesByHandle.add(requestBytes);
      notePlace(address);
    }
  }

  private void freeRange(int from, int to, int step) {
    for (int handle = from; step > 0 ? handle < to : handle > to; handle += step) {
      free(handle);
    }
  }

  private void free(int handle) {
    simulator.free(addressByHandle.get(handle), bytesByHandle.get(handle));
  }

  private void reallocate(int handle, int requestBytes) {
    int before = addressByHandle.get(handle);
    int address = simulator.reallocate(before, bytesByHandle.get(handle), requestBytes);
    addressByHandle.set(handle, address);
    bytesByHandle.set(handle, requestBytes);
    notePlace(address);
  }

  private void notePlace(int address) {
    if (places.length() > 1) {
      places.append(',');
    }
    if (address == PoolSimulator.SYSTEM) {
      places.append("null");
      return;
    }
    places
        .append('[')
        .append(simulator.arenaOf(address))
        .append(',')
        .append(simulator.poolInArenaOf(address))
        .append(',')
        .append(simulator.offsetInPoolOf(address))
        .append(']');
  }

  private int arenasFreed() {
    return simulator.statistics().arenasReclaimed() - reclaimedAtStart;
  }

  private long placesCrc32() {
    var crc = new CRC32();
    crc.update(places.append(']').toString().getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  private static JsonObject checkpoint(PoolStatistics statistics) {
    var result = new JsonObject();
    result.add("classes", classes(statistics));
    result.addProperty("arenas_current", statistics.arenasCurrent());
    result.addProperty("arenas_allocated", statistics.arenasAllocated());
    result.addProperty("arenas_reclaimed", statistics.arenasReclaimed());
    result.addProperty("arenas_highwater", statistics.arenasHighwater());
    result.addProperty("bytes_in_use", statistics.bytesInUse());
    result.addProperty("bytes_available", statistics.bytesAvailable());
    result.addProperty("unused_pools", statistics.unusedPools());
    result.addProperty("header_bytes", statistics.headerBytes());
    result.addProperty("quantization_bytes", statistics.quantizationBytes());
    return result;
  }

  private static JsonArray classes(PoolStatistics statistics) {
    var classes = new JsonArray();
    for (int c = 0; c < SizeClass.COUNT; c++) {
      if (statistics.pools(c) > 0) {
        var row = new JsonArray();
        row.add(c);
        row.add(SizeClass.blockBytes(c));
        row.add(statistics.pools(c));
        row.add(statistics.blocksInUse(c));
        row.add(statistics.freeBlocks(c));
        classes.add(row);
      }
    }
    return classes;
  }
}
