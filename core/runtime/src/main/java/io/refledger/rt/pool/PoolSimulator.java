package io.refledger.rt.pool;

import jdk.internal.vm.annotation.Stable;

/**
 * The address that CPython's allocator would give to each request, and the memory it would hold.
 *
 * <p>An address is in units of 16 bytes, an unsigned int, and never 0, which callers may take for
 * "no block". {@link #SYSTEM} stands for every block of the system allocator, which serves requests
 * of 0 and of more than 512 bytes. Safe for use by many threads: one lock, held for a few dozen
 * instructions, guards everything. A request that needs a new arena allocates on the Java heap
 * before it changes anything.
 */
public final class PoolSimulator {

  /**
   * The address of every block of the system allocator. It lies in the header of the first pool,
   * where no block of a pool can.
   */
  public static final int SYSTEM = 1;

  @Stable private final PoolLayout layout;
  @Stable private final PoolTable pools;
  @Stable private final ArenaTable arenas;
  @Stable private final SystemAllocator system = new SystemAllocator();
  @Stable private final SpinLock lock = new SpinLock();

  /** True inside a change, and after one that an error cut short; guarded by the lock. */
  private boolean isChanging;

  /** Read: volatile. Written under the lock, once: what is linked to what is not known any more. */
  private volatile boolean isTorn;

  private PoolSimulator(PoolLayout layout) {
    this.layout = layout;
    pools = new PoolTable(layout);
    arenas = new ArenaTable(layout, pools);
  }

  /**
   * An allocator that has not served a request.
   *
   * @throws IllegalArgumentException if config is none of {@code cpython-3.13} (3.10 and later),
   *     {@code cpython-3.9} and {@code cpython-3.8} (3.6 to 3.8)
   */
  public static PoolSimulator create(String config) {
    return new PoolSimulator(PoolLayout.named(config));
  }

  /** The bytes that it takes of the Java heap, about. */
  public long memoryBytes() {
    return pools.memoryBytes();
  }

  /** The address of a new block; {@link #SYSTEM} when the system allocator serves the request. */
  public int allocate(int requestBytes) {
    if (!begin()) {
      return SYSTEM;
    }
    try {
      int address = allocateLocked(requestBytes);
      end();
      return address;
    } catch (Throwable e) {
      lock.held = 0;
      throw e;
    }
  }

  /** Gives back a block, with the bytes that were asked for: the system's figures need them. */
  public void free(int address, int requestBytes) {
    if (!begin()) {
      return;
    }
    try {
      freeLocked(address, requestBytes);
      end();
    } catch (Throwable e) {
      lock.held = 0;
      throw e;
    }
  }

  /**
   * The address of a block of {@code heldBytes} resized: the same when the new size fits and uses
   * more than three quarters of it, else a new one. What the system allocator serves stays with it.
   */
  public int reallocate(int address, int heldBytes, int requestBytes) {
    if (!begin()) {
      return SYSTEM;
    }
    try {
      int moved = reallocateLocked(address, heldBytes, requestBytes);
      end();
      return moved;
    } catch (Throwable e) {
      lock.held = 0;
      throw e;
    }
  }

  /**
   * Takes the lock for a change; false when there are to be no more changes. A change ends half-way
   * when its thread meets the end of its stack: from then on the figures stand still.
   */
  private boolean begin() {
    if (isTorn) {
      return false;
    }
    lock.lock();
    if (isChanging) {
      isTorn = true;
      lock.held = 0;
      return false;
    }
    isChanging = true;
    return true;
  }

  private void end() {
    isChanging = false;
    lock.unlock();
  }

  /** Whether a change was cut short, so that the figures stand still. */
  public boolean isTorn() {
    return isTorn;
  }

  /** The figures of this instant; allocates. */
  public PoolStatistics statistics() {
    lock.lock();
    try {
      return new PoolStatistics(layout, pools, arenas, system);
    } finally {
      lock.held = 0;
    }
  }

  /** Shows the arenas and pools of one instant to a visitor, which is called without the lock. */
  public void accept(PoolVisitor visitor) {
    PoolMap map;
    lock.lock();
    try {
      map = PoolMap.of(arenas, pools);
    } finally {
      lock.held = 0;
    }
    map.accept(visitor);
  }

  /** The birth number of the arena that a block in use lies in. */
  public int arenaOf(int address) {
    lock.lock();
    try {
      return arenas.serialOf(layout.arenaSlotOf(address));
    } finally {
      lock.held = 0;
    }
  }

  /** The number of the block's pool in its arena. */
  public int poolInArenaOf(int address) {
    return layout.poolOf(address) % PoolLayout.POOLS_PER_ARENA;
  }

  /** The bytes from the start of the block's pool to the block. */
  public int offsetInPoolOf(int address) {
    return layout.offsetInPool(address) * SizeClass.ALIGNMENT_BYTES;
  }

  private int allocateLocked(int requestBytes) {
    if (!SizeClass.serves(requestBytes)) {
      return allocateFromSystem(requestBytes);
    }
    int sizeClass = SizeClass.of(requestBytes);
    int pool = pools.firstUsed(sizeClass);
    if (pool >= 0) {
      return pools.takeBlock(pool);
    }
    pool = arenas.takePool();
    if (pool < 0) {
      return allocateFromSystem(requestBytes);
    }
    return pools.startServing(pool, sizeClass);
  }

  private int reallocateLocked(int address, int heldBytes, int requestBytes) {
    if (address == SYSTEM) {
      system.free(heldBytes);
      return allocateFromSystem(requestBytes);
    }
    int size = SizeClass.blockBytes(pools.sizeClassOf(layout.poolOf(address)));
    if (requestBytes <= size && 4L * requestBytes > 3L * size) {
      return address;
    }
    int moved = allocateLocked(requestBytes);
    freeLocked(address, heldBytes);
    return moved;
  }

  private int allocateFromSystem(int requestBytes) {
    system.allocate(requestBytes);
    return SYSTEM;
  }

  private void freeLocked(int address, int requestBytes) {
    if (address == SYSTEM) {
      system.free(requestBytes);
      return;
    }
    if (pools.putBlock(address)) {
      arenas.putPool(layout.poolOf(address));
    }
  }

  /**
   * Checks the invariants of {@link ArenaTable#validate}, {@link PoolTable#validate} and {@link
   * PoolMap#validate}, and that the system allocator has not got back more than it gave.
   */
  void validate() {
    arenas.validate();
    pools.validate();
    PoolMap.of(arenas, pools).validate(arenas, pools);
    if (system.freed > system.requests || system.freedBytes > system.requestedBytes) {
      throw new AssertionError(
          "system allocator: freed: expected at most "
              .concat(Long.toString(system.requests))
              .concat(", actual ")
              .concat(Long.toString(system.freed)));
    }
  }
}
