package io.refledger.rt;

import io.refledger.rt.table.MemoryUser;

/** A set of slots, a bit each. For any thread. */
final class SlotSet implements MemoryUser {
  private final SlowPathLock lock = new SlowPathLock();

  /** A bit by slot. Guarded by lock; read plain, a reader may be late. */
  private long[] bits = new long[64];

  /** Whether a slot is in it. */
  boolean contains(int slot) {
    long[] bits = this.bits;
    int word = slot >>> 6;
    return word < bits.length && (bits[word] & 1L << slot) != 0;
  }

  /**
   * Enters a slot; false if it is in already. Where the heap has no room for its bit, the slot is
   * new each time.
   */
  boolean add(int slot) {
    lock.enter();
    try {
      if (contains(slot)) return false;
      int word = slot >>> 6;
      if (word >= bits.length) grow(word);
      bits[word] |= 1L << slot;
      return true;
    } catch (OutOfMemoryError e) {
      return true; // it is the program's to find out
    } finally {
      lock.exit();
    }
  }

  private void grow(int word) {
    long[] grown = new long[Math.max(2 * bits.length, word + 1)];
    for (int i = 0; i < bits.length; i++) grown[i] = bits[i];
    bits = grown;
  }

  /** Takes a slot out. */
  void remove(int slot) {
    lock.enter();
    int word = slot >>> 6;
    if (word < bits.length) bits[word] &= ~(1L << slot);
    lock.exit();
  }

  /** Takes all out, and gives the memory back. */
  void clear() {
    lock.enter();
    bits = new long[1];
    lock.exit();
  }

  @Override
  public long memoryBytes() {
    return (long) Long.BYTES * bits.length;
  }
}
