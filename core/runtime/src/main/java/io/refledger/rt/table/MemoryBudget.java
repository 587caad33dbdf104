package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/** The bytes that a ledger may still commit. */
public final class MemoryBudget {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long USED = U.objectFieldOffset(MemoryBudget.class, "usedBytes");

  private final long limitBytes;

  /** Read: volatile. Written: getAndAdd. */
  private volatile long usedBytes;

  /** A budget of {@code limitBytes}, none of it used. */
  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Takes {@code bytes} out of the budget; false, and nothing taken, when there is less left. */
  public boolean take(long bytes) {
    if (U.getAndAddLong(this, USED, bytes) + bytes <= limitBytes) {
      return true;
    }
    U.getAndAddLong(this, USED, -bytes);
    return false;
  }

  /** The bytes taken so far. */
  public long usedBytes() {
    return usedBytes;
  }

  /**
   * Address space for {@code bytes}, or for half of it, and so on; the pages cost nothing until
   * they are used. The size found is written to {@code sizeBytes[0]}.
   */
  public static long reserve(long bytes, long[] sizeBytes) {
    for (long size = bytes; ; size >>>= 1) {
      try {
        sizeBytes[0] = size;
        return U.allocateMemory(size);
      } catch (OutOfMemoryError e) {
        if (size < 1 << 16) {
          throw e;
        }
      }
    }
  }
}
