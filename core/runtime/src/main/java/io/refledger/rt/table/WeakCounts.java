package io.refledger.rt.table;

/** How many java.lang.ref.References refer to each weakly held slot. */
public final class WeakCounts {
  private final SpinLock lock = new SpinLock();
  private final IntMap countBySlot = new IntMap();

  /** One more Reference refers to {@code slot}. */
  public void hold(int slot) {
    lock.lock();
    try {
      countBySlot.put(slot, countBySlot.get(slot) + 1);
    } finally {
      lock.unlock();
    }
  }

  /** One Reference less; true if it was the last. */
  public boolean release(int slot) {
    lock.lock();
    try {
      int count = countBySlot.get(slot);
      if (count > 0) {
        countBySlot.put(slot, count - 1);
      }
      return count == 1;
    } finally {
      lock.unlock();
    }
  }

  /** The number of References that refer to {@code slot}. */
  public int count(int slot) {
    lock.lock();
    try {
      return countBySlot.get(slot);
    } finally {
      lock.unlock();
    }
  }
}
