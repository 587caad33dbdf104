package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/**
 * A growing list of ints outside the Java heap, which takes nothing there before its first one if
 * it is made with no room. For one thread at a time.
 */
public final class IntVector {
  private static final Unsafe U = Unsafe.getUnsafe();

  /** So many lie in the smallest piece that the C library gives. */
  private static final int LEAST = 6;

  private long address;
  private int capacity;
  private int size;

  /** An empty vector with room for {@code capacity} ints. */
  public IntVector(int capacity) {
    this.capacity = capacity;
    address = capacity == 0 ? 0 : NativeMemory.allocate(4L * capacity);
  }

  /** The number of ints. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The int at {@code index}, which must be below the size. */
  public int get(int index) {
    return U.getInt(address + 4L * index);
  }

  /** Replaces the int at {@code index}, which must be below the size. */
  public void set(int index, int value) {
    U.putInt(address + 4L * index, value);
  }

  /** Appends {@code value}. May allocate. */
  public void add(int value) {
    if (size == capacity) {
      grow(size + 1);
    }
    U.putInt(address + 4L * size++, value);
  }

  /** Appends all of {@code other}. May allocate. */
  public void addAll(IntVector other) {
    int total = size + other.size;
    if (total > capacity) {
      grow(total);
    }
    U.copyMemory(other.address, address + 4L * size, 4L * other.size);
    size = total;
  }

  /** Appends {@code count} ints read from {@code from}. May allocate. */
  void addFrom(long from, int count) {
    int total = size + count;
    if (total > capacity) {
      grow(total);
    }
    U.copyMemory(from, address + 4L * size, 4L * count);
    size = total;
  }

  /** Takes the last int away and returns it. */
  public int removeLast() {
    return U.getInt(address + 4L * --size);
  }

  /** Cuts the vector to its first {@code newSize} ints. */
  public void truncate(int newSize) {
    size = newSize;
  }

  public void clear() {
    size = 0;
  }

  /** Turns the order of all ints from {@code from} on around. */
  public void reverseFrom(int from) {
    for (int i = from, j = size - 1; i < j; i++, j--) {
      int swapped = get(i);
      set(i, get(j));
      set(j, swapped);
    }
  }

  /** The ints as an array. Allocates on the Java heap. */
  public int[] toArray() {
    int[] result = new int[size];
    for (int i = 0; i < result.length; i++) {
      result[i] = get(i);
    }
    return result;
  }

  /** Room for {@code wanted} ints alone, if it is empty. */
  public void trim(int wanted) {
    if (size != 0 || capacity <= wanted) {
      return;
    }
    if (wanted == 0) {
      dispose();
    } else {
      address = NativeMemory.reallocate(address, 4L * capacity, 4L * wanted);
      capacity = wanted;
    }
  }

  /** Gives the memory back. */
  public void dispose() {
    NativeMemory.free(address, 4L * capacity);
    address = 0;
    capacity = 0;
    size = 0;
  }

  private void grow(int atLeast) {
    int wanted = (int) Math.min(Math.max(2L * capacity, Math.max(LEAST, atLeast)), 1L << 30);
    address = NativeMemory.reallocate(address, 4L * capacity, 4L * wanted);
    capacity = wanted;
  }
}
