package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/** The freed slots of one thread, first in first out, in a ring outside the Java heap. */
public final class SlotQueue {
  private static final Unsafe U = Unsafe.getUnsafe();

  private long address;
  private int mask;

  /** Free running: the next slot to leave. */
  private int head;

  /** Free running: where the next slot goes. */
  private int tail;

  /** An empty queue with room for {@code capacity} slots, a power of two. */
  public SlotQueue(int capacity) {
    mask = capacity - 1;
    address = NativeMemory.allocate(4L * capacity);
  }

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

  /** Room for {@code capacity} slots alone, a power of two, if it is empty. */
  public void trim(int capacity) {
    if (head == tail && mask >= capacity) {
      address = NativeMemory.reallocate(address, 4L * (mask + 1L), 4L * capacity);
      mask = capacity - 1;
    }
  }

  /** Gives the memory back. */
  public void dispose() {
    NativeMemory.free(address, 4L * (mask + 1L));
    address = 0;
  }

  private void grow() {
    int capacity = mask + 1;
    long wider = NativeMemory.allocate(8L * capacity);
    for (int i = 0; i < capacity; i++) {
      U.putInt(wider + 4L * i, U.getInt(address + 4L * ((head + i) & mask)));
    }
    NativeMemory.free(address, 4L * capacity);
    address = wider;
    mask = 2 * capacity - 1;
    head = 0;
    tail = capacity;
  }
}
