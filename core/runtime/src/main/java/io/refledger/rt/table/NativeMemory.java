package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/** Native memory of lists that grow, counted over all ledgers of the JVM. */
public final class NativeMemory implements MemoryUser {
  private static final Unsafe U = Unsafe.getUnsafe();

  /** What the C library keeps beside each piece, about. */
  private static final int HEADER_BYTES = 16;

  /** What is counted, as a part of the ledger that the JVM has. */
  public static final NativeMemory ALL = new NativeMemory();

  private static final long BYTES = U.objectFieldOffset(NativeMemory.class, "bytes");

  /** Read: volatile. Written: getAndAdd. */
  private volatile long bytes;

  private NativeMemory() {}

  /** A piece of {@code size} bytes, whose contents are undefined. */
  public static long allocate(long size) {
    long address = U.allocateMemory(size);
    count(size + HEADER_BYTES);
    return address;
  }

  /** The same contents in a piece of another size; 0 is none, and has size 0. */
  public static long reallocate(long address, long oldSize, long size) {
    if (address == 0) {
      return allocate(size);
    }
    long moved = U.reallocateMemory(address, size);
    count(size - oldSize);
    return moved;
  }

  /** Gives a piece back; 0 is none. */
  public static void free(long address, long size) {
    if (address != 0) {
      U.freeMemory(address);
      count(-size - HEADER_BYTES);
    }
  }

  private static void count(long more) {
    U.getAndAddLong(ALL, BYTES, more);
  }

  @Override
  public long memoryBytes() {
    return bytes;
  }
}
