package io.refledger.rt.table;

import jdk.internal.vm.annotation.Stable;

/*
 * The value of a slot is twice the number of References to it, plus one if a dead record keeps it.
 */
/** What holds slots weakly: java.lang.ref.References, and dead records that keep theirs. */
public final class WeakCounts implements MemoryUser {
  private static final int KEPT = 1;
  private static final int REFERENCE = 2;

  @Stable private final SpinLock lock = new SpinLock();
  @Stable private final IntMap valueBySlot = new IntMap();

  /** One more Reference refers to {@code slot}. */
  public void hold(int slot) {
    lock.lock();
    try {
      valueBySlot.put(slot, valueBySlot.get(slot) + REFERENCE);
    } finally {
      lock.unlock();
    }
  }

  /** One Reference less; true if nothing holds the slot weakly any more. */
  public boolean release(int slot) {
    lock.lock();
    try {
      int value = valueBySlot.get(slot);
      if (value >= REFERENCE) {
        valueBySlot.put(slot, value - REFERENCE);
      }
      return value == REFERENCE;
    } finally {
      lock.unlock();
    }
  }

  /** A dead record keeps a reference to {@code slot}; true if none did before. */
  public boolean keep(int slot) {
    lock.lock();
    try {
      int value = valueBySlot.get(slot);
      if ((value & KEPT) != 0) {
        return false;
      }
      valueBySlot.put(slot, value | KEPT);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** No dead record keeps {@code slot}; true if nothing holds it weakly any more. */
  public boolean letGo(int slot) {
    lock.lock();
    try {
      int value = valueBySlot.get(slot);
      valueBySlot.put(slot, value & ~KEPT);
      return value == KEPT;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces the word of a slot if it is still {@code expected} and nothing holds the slot weakly;
   * while it does so, nobody begins to hold one.
   */
  public boolean casUnheldWord(ShadowTable table, int slot, long expected, long word) {
    lock.lock();
    try {
      return valueBySlot.get(slot) == 0 && table.casWord(slot, expected, word);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long memoryBytes() {
    return valueBySlot.memoryBytes();
  }

  /** Whether anything holds {@code slot} weakly. */
  public boolean isHeld(int slot) {
    return value(slot) != 0;
  }

  /** The number of References that refer to {@code slot}. */
  public int references(int slot) {
    return value(slot) / REFERENCE;
  }

  private int value(int slot) {
    lock.lock();
    try {
      return valueBySlot.get(slot);
    } finally {
      lock.unlock();
    }
  }
}
