package io.refledger.api;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.LedgerBridge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lived at one instant, to ask later what was born since and still lives. */
public final class Checkpoint {
  private static final int OLDEST = 2;

  /** By slot, ascending; a slot is the low half of a serial. */
  private final long[] serials;

  private Checkpoint(long[] serials) {
    this.serials = serials;
  }

  /** Marks this instant, after a collection. */
  public static Checkpoint take() {
    LedgerBridge bridge = Connection.bridge();
    // Unguarded: a collection calls user code, and what that allocates is the program's.
    bridge.collector().collect(OLDEST);
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return new Checkpoint(bridge.objects());
    } finally {
      guard.leave();
    }
  }

  /** The number of objects that lived. */
  public int liveObjects() {
    return serials.length;
  }

  /** What lives at this checkpoint and did not at an earlier one. */
  public Growth since(Checkpoint earlier) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      LedgerBridge bridge = Connection.bridge();
      List<Tracked> survivors = new ArrayList<>();
      Map<String, long[]> byClass = new LinkedHashMap<>();
      int old = 0;
      for (long serial : serials) {
        while (old < earlier.serials.length && (int) earlier.serials[old] < (int) serial) old++;
        if (old < earlier.serials.length && earlier.serials[old] == serial) continue;
        if (bridge.count(serial) == LedgerBridge.DEAD) continue;
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
