package io.refledger.demo;

import io.refledger.api.PoolStats;
import io.refledger.api.Pools;

/** The tour's look at memory: arenas, pools and blocks, simulated as CPython's allocator does. */
final class TourOfPools {
  private static final int BLOCKS = 10_000;

  private TourOfPools() {}

  @SuppressWarnings("UnusedVariable") // Dropping the shelf is what is shown.
  static void take() {
    Tour.step("6. Small objects live in blocks, blocks in pools, pools in arenas");
    Tour.say("Pools serve requests of 1 to 512 bytes, not of 'less than 256 KB' as is often told:");
    Tour.say("256 KiB was the size of an arena until CPython 3.9; it is 1 MiB since 3.10.");
    PoolStats sizes = Pools.stats();
    Tour.show("Pools.stats().arenaBytes()", "bytes", sizes.arenaBytes());
    Tour.show("Pools.stats().poolBytes()", "bytes", sizes.poolBytes());
    long before = Pools.stats().bytesInUse();
    Object[] shelf = filled();
    Tour.show("10000 arrays of 40 bytes, 64 each", "KiB taken", kib(before));
    shelf = null;
    Tour.show("shelf = null;", "KiB taken", kib(before));
    Tour.say("Pools that are empty go back to their arena, and an empty arena to the system:");
    arenas();
  }

  private static Object[] filled() {
    Object[] shelf = new Object[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      shelf[i] = new byte[40];
    }
    return shelf;
  }

  private static long kib(long before) {
    return Math.round((Pools.stats().bytesInUse() - before) / 1024.0);
  }

  private static void arenas() {
    for (String line : Pools.mallocStats().split("\n")) {
      if (line.startsWith("# arenas")) {
        Tour.say(line);
      }
    }
  }
}
