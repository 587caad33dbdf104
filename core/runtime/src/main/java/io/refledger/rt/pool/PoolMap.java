package io.refledger.rt.pool;

/** The arenas and pools in use at one instant, copied, in order of the arenas' birth. */
final class PoolMap {

  private static final int POOLS = PoolLayout.POOLS_PER_ARENA;

  private final int[] slotByBirth;
  private final int[] serial;
  private final int[] freePools;
  private final byte[] sizeClass;
  private final short[] blocksInUse;

  private PoolMap(int arenas) {
    slotByBirth = new int[arenas];
    serial = new int[arenas];
    freePools = new int[arenas];
    sizeClass = new byte[arenas * POOLS];
    blocksInUse = new short[arenas * POOLS];
  }

  static PoolMap of(ArenaTable arenas, PoolTable pools) {
    PoolMap map = new PoolMap(arenas.current);
    map.orderByBirth(arenas);
    for (int i = 0; i < map.slotByBirth.length; i++) {
      int slot = map.slotByBirth[i];
      map.serial[i] = arenas.serialOf(slot);
      map.freePools[i] = arenas.freePools(slot);
      for (int p = 0; p < arenas.carvedPools(slot); p++) {
        int pool = slot * POOLS + p;
        map.sizeClass[i * POOLS + p] = (byte) pools.sizeClassOf(pool);
        map.blocksInUse[i * POOLS + p] = (short) pools.blocksInUse(pool);
      }
    }
    return map;
  }

  void accept(PoolVisitor visitor) {
    for (int i = 0; i < serial.length; i++) {
      visitor.arena(serial[i], freePools[i]);
      for (int p = 0; p < POOLS; p++) {
        int at = i * POOLS + p;
        if (blocksInUse[at] != 0) {
          visitor.pool(serial[i], p, sizeClass[at], blocksInUse[at]);
        }
      }
    }
  }

  /** Insertion by serial: slots are nearly in order, since freed ones are reused last in first. */
  private void orderByBirth(ArenaTable arenas) {
    int filled = 0;
    for (int slot = 0; slot < arenas.slots(); slot++) {
      if (arenas.serialOf(slot) < 0) {
        continue;
      }
      int at = filled++;
      while (at > 0 && arenas.serialOf(slotByBirth[at - 1]) > arenas.serialOf(slot)) {
        slotByBirth[at] = slotByBirth[at - 1];
        at--;
      }
      slotByBirth[at] = slot;
    }
  }

  /**
   * Checks each pool in use, that it is in its class's list exactly when it has a free block, that
   * arenas count their unused pools and list the empty ones, and that the sums by class are those
   * kept.
   */
  void validate(ArenaTable arenas, PoolTable pools) {
    int[] poolsByClass = new int[SizeClass.COUNT];
    int[] usedByClass = new int[SizeClass.COUNT];
    int[] blocksByClass = new int[SizeClass.COUNT];
    for (int i = 0; i < serial.length; i++) {
      int inUse = 0;
      for (int p = 0; p < POOLS; p++) {
        int at = i * POOLS + p;
        if (blocksInUse[at] != 0) {
          inUse++;
          poolsByClass[sizeClass[at]]++;
          blocksByClass[sizeClass[at]] += blocksInUse[at];
          usedByClass[sizeClass[at]] += pools.validate(slotByBirth[i] * POOLS + p) ? 1 : 0;
        }
      }
      int slot = slotByBirth[i];
      check("free pools of arena", serial[i], POOLS - inUse, freePools[i]);
      check("empty of arena", serial[i], arenas.carvedPools(slot) - inUse, arenas.emptyPools(slot));
    }
    for (int c = 0; c < SizeClass.COUNT; c++) {
      check("pools of class", c, poolsByClass[c], pools.poolsByClass[c]);
      check("pools listed of class", c, usedByClass[c], pools.listed(c));
      check("blocks in use of class", c, blocksByClass[c], pools.blocksInUseByClass[c]);
    }
  }

  private static void check(String what, int index, int expected, int actual) {
    if (expected != actual) {
      throw new AssertionError(
          what.concat(" ")
              .concat(Integer.toString(index))
              .concat(": expected ")
              .concat(Integer.toString(expected))
              .concat(", actual ")
              .concat(Integer.toString(actual)));
    }
  }
}
