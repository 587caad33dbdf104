package io.refledger.rt.pool;

import jdk.internal.vm.annotation.Stable;

/**
 * The sizes that tell one CPython release's allocator from another's.
 *
 * <p>All lengths without a unit in their name are in units of 16 bytes, and powers of two are kept
 * as shifts, so that an address splits into arena slot, pool and offset without a division.
 */
final class PoolLayout {

  /** The header of a pool, in bytes. */
  static final int HEADER_BYTES = 48;

  /** The header of a pool, in units. */
  static final int HEADER_UNITS = HEADER_BYTES / SizeClass.ALIGNMENT_BYTES;

  /** The pools of an arena: 64 in every release whose arenas are aligned. */
  static final int POOLS_PER_ARENA = 64;

  private static final int UNIT_SHIFT = 4;
  private static final int ARENA_OVER_POOL_SHIFT = 6;

  @Stable final int poolShift;
  @Stable final int arenaShift;
  @Stable final boolean keepsLastArena;

  private PoolLayout(int poolShift, boolean keepsLastArena) {
    this.poolShift = poolShift;
    this.arenaShift = poolShift + ARENA_OVER_POOL_SHIFT;
    this.keepsLastArena = keepsLastArena;
  }

  /**
   * The layout of a release.
   *
   * @throws IllegalArgumentException if the name is none of {@code cpython-3.13} (3.10 and later),
   *     {@code cpython-3.9} and {@code cpython-3.8} (3.6 to 3.8)
   */
  static PoolLayout named(String config) {
    if ("cpython-3.13".equals(config)) {
      return new PoolLayout(10, true);
    }
    if ("cpython-3.9".equals(config)) {
      return new PoolLayout(8, true);
    }
    if ("cpython-3.8".equals(config)) {
      return new PoolLayout(8, false);
    }
    throw new IllegalArgumentException(
        "pool must be cpython-3.13, cpython-3.9 or cpython-3.8: pool=".concat(config));
  }

  int poolBytes() {
    return poolUnits() << UNIT_SHIFT;
  }

  int arenaBytes() {
    return arenaUnits() << UNIT_SHIFT;
  }

  int poolUnits() {
    return 1 << poolShift;
  }

  int arenaUnits() {
    return 1 << arenaShift;
  }

  /** The number of arenas that 32-bit addresses can name. */
  int mostArenas() {
    return 1 << (Integer.SIZE - arenaShift);
  }

  int blocksPerPool(int sizeClass) {
    return (poolUnits() - HEADER_UNITS) / SizeClass.blockUnits(sizeClass);
  }

  /** What no block of a pool of the class covers, in bytes. */
  int quantizationBytes(int sizeClass) {
    return (poolBytes() - HEADER_BYTES) % SizeClass.blockBytes(sizeClass);
  }

  /** The pool, counted from the first pool of arena slot 0, that an address lies in. */
  int poolOf(int address) {
    return address >>> poolShift;
  }

  int arenaSlotOf(int address) {
    return address >>> arenaShift;
  }

  /** The offset of an address in its pool, in units. */
  int offsetInPool(int address) {
    return address & (poolUnits() - 1);
  }

  /** The offset of an address in its arena, in units. */
  int offsetInArena(int address) {
    return address & (arenaUnits() - 1);
  }
}
