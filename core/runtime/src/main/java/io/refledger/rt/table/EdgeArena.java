package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Stable;

/**
 * The blocks of references that do not fit into records: n ints of referents, then with sites n
 * ints of store contexts.
 *
 * <p>A block's index counts units of 8 bytes, from 1 up. Blocks have a power of two of units; a
 * free block holds the index of the next free one of its size.
 */
public final class EdgeArena {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int UNIT_BYTES = 8;
  private static final int SIZES = 31;
  private static final long STEP_BYTES = 1 << 16;

  @Stable private final SpinLock lock = new SpinLock();
  @Stable private final MemoryBudget budget;
  @Stable private final int referenceBytes;
  @Stable private final long base;
  @Stable private final long capacityUnits;

  /** First free block by log2 of the units; guarded by the lock. */
  private final int[] freeBySize = new int[SIZES];

  /** First unit never used; guarded by the lock. */
  private long nextUnit = 1;

  /** Units paid for; guarded by the lock. */
  private long paidUnits;

  /** An empty arena, at most {@code maxBytes} large. */
  public EdgeArena(long maxBytes, boolean sites, MemoryBudget budget) {
    this.budget = budget;
    referenceBytes = sites ? 8 : 4;
    long[] sizeBytes = new long[1];
    base = MemoryBudget.reserve(Math.min(maxBytes, 8L * Integer.MAX_VALUE), sizeBytes);
    capacityUnits = sizeBytes[0] / UNIT_BYTES;
  }

  /**
   * The index of a block for {@code references}, all null; 0 when there is no memory left.
   *
   * @param share MemoryBudget's
   */
  public int allocate(int references, int share) {
    int size = size(references);
    int index;
    lock.lock();
    try {
      index = take(size, share);
    } finally {
      lock.unlock();
    }
    if (index != 0) {
      U.setMemory(address(index), (long) references * referenceBytes, (byte) 0);
    }
    return index;
  }

  private int take(int size, int share) {
    int index = freeBySize[size];
    if (index != 0) {
      freeBySize[size] = U.getInt(address(index));
      return index;
    }
    long end = nextUnit + (1L << size);
    if (end > capacityUnits || !pay(end, share)) {
      return 0;
    }
    index = (int) nextUnit;
    nextUnit = end;
    return index;
  }

  private boolean pay(long endUnit, int share) {
    if (endUnit <= paidUnits) {
      return true;
    }
    long bytes = Math.max(STEP_BYTES, (endUnit - paidUnits) * UNIT_BYTES);
    if (!budget.take(bytes, share)) {
      return false;
    }
    paidUnits += bytes / UNIT_BYTES;
    return true;
  }

  /** Gives back the block that {@link #allocate} returned for {@code references}. */
  public void free(int index, int references) {
    int size = size(references);
    lock.lock();
    try {
      U.putInt(address(index), freeBySize[size]);
      freeBySize[size] = index;
    } finally {
      lock.unlock();
    }
  }

  /** True if a block of {@code references} at {@code index} lies within the arena. */
  boolean holds(int index, int references) {
    long units = ((long) references * referenceBytes + UNIT_BYTES - 1) / UNIT_BYTES;
    return index > 0 && references >= 0 && index + units <= capacityUnits;
  }

  /** Where the block {@code index} lies. */
  public long address(int index) {
    return base + ((long) index << 3);
  }

  private int size(int references) {
    long units = ((long) references * referenceBytes + UNIT_BYTES - 1) / UNIT_BYTES;
    return units <= 1 ? 0 : 64 - Long.numberOfLeadingZeros(units - 1);
  }

  /** Gives the memory back. */
  public void dispose() {
    U.freeMemory(base);
  }
}
