package io.refledger.api;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.LedgerBridge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mark in the ledger's clock, to ask later what was born after it and still lives. */
public final class Checkpoint {
  private final long clock;

  private Checkpoint(long clock) {
    this.clock = clock;
  }

  /** Marks this instant; collects first. */
  public static Checkpoint take() {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      LedgerBridge bridge = Connection.bridge();
      bridge.collector().collect(2);
      return new Checkpoint(bridge.clock());
    } finally {
      guard.leave();
    }
  }

  /** The births of all objects until this mark. */
  public long clock() {
    return clock;
  }

  /** What was born since an earlier checkpoint and was alive when asked; collects first. */
  public Growth since(Checkpoint earlier) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      LedgerBridge bridge = Connection.bridge();
      bridge.collector().collect(2);
      List<Tracked> survivors = new ArrayList<>();
      Map<String, long[]> byClass = new LinkedHashMap<>();
      for (long serial : bridge.objects()) {
        long born = Integer.toUnsignedLong(bridge.birthClock(serial));
        if (born <= earlier.clock || born > clock) continue;
        Tracked survivor = new Tracked(serial);
        survivors.add(survivor);
        long[] sums = byClass.computeIfAbsent(survivor.className(), name -> new long[2]);
        sums[0]++;
        sums[1] += bridge.sizeBytes(serial);
      }
      return Growth.of(survivors, byClass);
    } finally {
      guard.leave();
    }
  }
}
