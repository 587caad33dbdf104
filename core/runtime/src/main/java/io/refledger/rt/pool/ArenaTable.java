package io.refledger.rt.pool;

import jdk.internal.vm.annotation.Stable;

/**
 * The arenas, and the list of those with a free pool, ascending by their number of free pools.
 *
 * <p>States of an arena slot: <b>unused</b> (in the list of unused slots, linked by {@code next}),
 * <b>usable</b> (allocated, at least one free pool, in the usable list) and <b>exhausted</b>
 * (allocated, no free pool, in no list). Allocation takes the usable arena with the fewest free
 * pools, so that the emptiest may become wholly free and go back.
 *
 * <p>{@code lastByFreePools[n]} is the last usable arena with n free pools, so that an arena moves
 * one place up in constant time.
 */
final class ArenaTable {

  private static final int NONE = -1;
  private static final int FIRST_SLOTS = 16;
  private static final int POOLS = PoolLayout.POOLS_PER_ARENA;
  private static final int QUARTERS = 4;

  @Stable private final PoolLayout layout;
  @Stable private final PoolTable pools;
  private final int[] lastByFreePools = new int[POOLS + 1];

  private int[] next = new int[0];
  private int[] previous = new int[0];
  private int[] freePools = new int[0];

  /** The first empty pool of the arena, the one that was emptied last. */
  private int[] firstEmpty = new int[0];

  /** How many pools were carved; the others are virgin, and free. */
  private int[] carvedPools = new int[0];

  /** How many arenas were allocated before this one; {@link #NONE} in an unused slot. */
  private int[] serial = new int[0];

  private int firstUsable = NONE;
  private int firstUnused = NONE;

  int allocated;
  int current;
  int highwater;
  int unusedPools;

  ArenaTable(PoolLayout layout, PoolTable pools) {
    this.layout = layout;
    this.pools = pools;
    for (int n = 0; n <= POOLS; n++) {
      lastByFreePools[n] = NONE;
    }
  }

  /**
   * An empty pool from the usable arena with the fewest, or -1 when the addresses are used up. May
   * allocate, before anything has changed.
   */
  int takePool() {
    if (firstUsable == NONE && !openArena()) {
      return NONE;
    }
    int arena = firstUsable;
    int free = freePools[arena];
    // The first arena has the fewest free pools, so one fewer leaves the list in order.
    if (lastByFreePools[free] == arena) {
      lastByFreePools[free] = NONE;
    }
    if (free > 1) {
      lastByFreePools[free - 1] = arena;
    } else {
      dropFirstUsable();
    }
    freePools[arena] = free - 1;
    unusedPools--;
    return emptyOrVirginPool(arena);
  }

  /** Takes a pool back that turned empty. A wholly free arena may be given back to the system. */
  void putPool(int pool) {
    int arena = pool / POOLS;
    pools.setNextEmpty(pool, firstEmpty[arena]);
    firstEmpty[arena] = pool;
    unusedPools++;
    int before = freePools[arena];
    int last = lastByFreePools[before];
    if (last == arena) {
      int left = previous[arena];
      lastByFreePools[before] = left != NONE && freePools[left] == before ? left : NONE;
    }
    int free = before + 1;
    freePools[arena] = free;
    if (free == POOLS && (!layout.keepsLastArena || next[arena] != NONE)) {
      closeArena(arena);
    } else if (free == 1) {
      linkFirst(arena);
    } else {
      moveBehind(last, arena, free);
    }
  }

  int serialOf(int arenaSlot) {
    return serial[arenaSlot];
  }

  int slots() {
    return serial.length;
  }

  int freePools(int arenaSlot) {
    return freePools[arenaSlot];
  }

  int carvedPools(int arenaSlot) {
    return carvedPools[arenaSlot];
  }

  /** The number of arenas with no pool in use, with up to one, two, three and four quarters. */
  int[] byOccupancy() {
    int[] arenas = new int[QUARTERS + 1];
    for (int arena = 0; arena < slots(); arena++) {
      if (serial[arena] != NONE) {
        int inUse = POOLS - freePools[arena];
        arenas[(inUse * QUARTERS + POOLS - 1) / POOLS]++;
      }
    }
    return arenas;
  }

  /** The number of empty pools in the arena's list; for {@link #validate} and its like. */
  int emptyPools(int arenaSlot) {
    int empty = 0;
    int pool = firstEmpty[arenaSlot];
    while (pool != NONE && empty <= POOLS) {
      empty++;
      pool = pools.nextEmpty(pool);
    }
    return empty;
  }

  private int emptyOrVirginPool(int arena) {
    int pool = firstEmpty[arena];
    if (pool != NONE) {
      firstEmpty[arena] = pools.nextEmpty(pool);
      return pool;
    }
    pool = arena * POOLS + carvedPools[arena]++;
    pools.carve(pool);
    return pool;
  }

  private boolean openArena() {
    if (firstUnused == NONE && !addSlots()) {
      return false;
    }
    int arena = firstUnused;
    pools.reserveBlocks(arena);
    firstUnused = next[arena];
    serial[arena] = allocated++;
    freePools[arena] = POOLS;
    unusedPools += POOLS;
    carvedPools[arena] = 0;
    firstEmpty[arena] = NONE;
    current++;
    highwater = Math.max(highwater, current);
    next[arena] = NONE;
    previous[arena] = NONE;
    firstUsable = arena;
    lastByFreePools[POOLS] = arena;
    return true;
  }

  private boolean addSlots() {
    int before = slots();
    int after = Math.min(before == 0 ? FIRST_SLOTS : before << 1, layout.mostArenas());
    if (after == before) {
      return false;
    }
    pools.reserveArenas(after);
    int[] next = Arrays.grown(this.next, after);
    int[] previous = Arrays.grown(this.previous, after);
    int[] freePools = Arrays.grown(this.freePools, after);
    int[] firstEmpty = Arrays.grown(this.firstEmpty, after);
    int[] carvedPools = Arrays.grown(this.carvedPools, after);
    int[] serial = Arrays.grown(this.serial, after);
    for (int arena = before; arena < after; arena++) {
      serial[arena] = NONE;
      next[arena] = arena + 1 < after ? arena + 1 : NONE;
    }
    this.next = next;
    this.previous = previous;
    this.freePools = freePools;
    this.firstEmpty = firstEmpty;
    this.carvedPools = carvedPools;
    this.serial = serial;
    firstUnused = before;
    return true;
  }

  private void closeArena(int arena) {
    unlink(arena);
    serial[arena] = NONE;
    next[arena] = firstUnused;
    firstUnused = arena;
    unusedPools -= POOLS;
    current--;
  }

  private void dropFirstUsable() {
    firstUsable = next[firstUsable];
    if (firstUsable != NONE) {
      previous[firstUsable] = NONE;
    }
  }

  private void linkFirst(int arena) {
    next[arena] = firstUsable;
    previous[arena] = NONE;
    if (firstUsable != NONE) {
      previous[firstUsable] = arena;
    }
    firstUsable = arena;
    if (lastByFreePools[1] == NONE) {
      lastByFreePools[1] = arena;
    }
  }

  /** Moves the arena behind the last of those that have as many free pools as it had. */
  private void moveBehind(int last, int arena, int free) {
    if (lastByFreePools[free] == NONE) {
      lastByFreePools[free] = arena;
    }
    if (last == arena) {
      return;
    }
    unlink(arena);
    previous[arena] = last;
    next[arena] = next[last];
    if (next[last] != NONE) {
      previous[next[last]] = arena;
    }
    next[last] = arena;
  }

  private void unlink(int arena) {
    if (previous[arena] == NONE) {
      firstUsable = next[arena];
    } else {
      next[previous[arena]] = next[arena];
    }
    if (next[arena] != NONE) {
      previous[next[arena]] = previous[arena];
    }
  }

  /**
   * Checks the usable list: ascending by free pools, linked both ways, every allocated arena with a
   * free pool in it once, and {@code lastByFreePools} its last of each number. At most one arena is
   * wholly free, none before 3.9. The sums kept are those that a walk over all arenas counts.
   */
  void validate() {
    int before = NONE;
    int seen = 0;
    for (int arena = firstUsable; arena != NONE; arena = next[arena]) {
      check("previous", arena, before, previous[arena]);
      check(
          "out of order", arena, 0, before != NONE && freePools[before] > freePools[arena] ? 1 : 0);
      boolean isLast = next[arena] == NONE || freePools[next[arena]] != freePools[arena];
      check("last of its number", arena, 1, isLast == isMarkedLast(arena) ? 1 : 0);
      before = arena;
      seen++;
    }
    int usable = 0;
    int held = 0;
    int free = 0;
    int whollyFree = 0;
    for (int arena = 0; arena < slots(); arena++) {
      if (serial[arena] != NONE) {
        held++;
        free += freePools[arena];
        usable += freePools[arena] > 0 ? 1 : 0;
        whollyFree += freePools[arena] == POOLS ? 1 : 0;
      }
    }
    check("usable arenas", NONE, usable, seen);
    check("arenas held", NONE, held, current);
    check("unused pools", NONE, free, unusedPools);
    check("highwater", NONE, Math.max(highwater, current), highwater);
    check("wholly free", NONE, Math.min(whollyFree, layout.keepsLastArena ? 1 : 0), whollyFree);
  }

  private boolean isMarkedLast(int arena) {
    return lastByFreePools[freePools[arena]] == arena;
  }

  private static void check(String what, int arena, int expected, int actual) {
    Invariant.check("arena", arena, what, expected, actual);
  }
}
