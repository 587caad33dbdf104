package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/**
 * The freed slots of one thread, first in first out, in a ring outside the Java heap, which takes
 * nothing there before its first one.
 */
public final class SlotQueue {
  private static final Unsafe U = Unsafe.getUnsafe();

  /** So many lie in the smallest piece that the C library gives, a power of two. */
  private static final int LEAST = 4;

  private long address;

  /** The capacity less one. */
  private int mask = -1;

  /** Free running: the next slot to leave. */
  private int head;

  /** Free running: where the next slot goes. */
  private int tail;

  /** The number of slots waiting. */
  public int size() {
    return tail - head;
  }

  /** Puts {@code slot} behind all others. May allocate. */
  public void add(int slot) {
    if (tail - head > mask) {
      grow();
    }
    U.putInt(address + 4L * (tail++ & mask), slot);
  }

  /** Takes the slot that has waited longest, 0 if there is none. */
  public int poll() {
    return head == tail ? 0 : U.getInt(address + 4L * (head++ & mask));
  }

  /** Gives the memory back, if it is empty. */
  public void trim() {
    if (head == tail) {
      dispose();
    }
  }

  /** Gives the memory back. */
  public void dispose() {
    NativeMemory.free(address, 4L * (mask + 1L));
    address = 0;
    mask = -1;
    head = 0;
    tail = 0;
  }

  private void grow() {
    int capacity = mask + 1;
    int wanted = Math.max(LEAST, 2 * capacity);
    long wider = NativeMemory.allocate(4L * wanted);
    for (int i = 0; i < capacity; i++) {
      U.putInt(wider + 4L * i, U.getInt(address + 4L * ((head + i) & mask)));
    }
    NativeMemory.free(address, 4L * capacity);
    address = wider;
    mask = wanted - 1;
    head = 0;
    tail = capacity;
  }
}
