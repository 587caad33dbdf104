package io.refledger.rt.gc;

import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.SpinLock;

/** What collections with DEBUG_SAVEALL have found, as {@code gc.garbage}. For any thread. */
final class SavedGarbage {
  private final SpinLock lock = new SpinLock();

  /** Guarded by the lock. */
  private final IntVector slots = new IntVector(16);

  void addAll(IntVector garbage) {
    lock.lock();
    try {
      slots.addAll(garbage);
    } finally {
      lock.unlock();
    }
  }

  int[] toArray() {
    lock.lock();
    try {
      return slots.toArray();
    } finally {
      lock.unlock();
    }
  }

  /** After this, it is empty; what it had. */
  int[] takeAll() {
    lock.lock();
    try {
      int[] taken = slots.toArray();
      slots.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void dispose() {
    slots.dispose();
  }
}
