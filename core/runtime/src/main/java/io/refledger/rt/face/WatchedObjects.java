package io.refledger.rt.face;

import io.refledger.rt.SlotMap;
import io.refledger.rt.SlowPathLock;
import java.lang.ref.WeakReference;

/** The objects that can be had back from their records, by weak references. */
final class WatchedObjects {
  private final SlowPathLock lock = new SlowPathLock();

  /** Index + 1 in {@code objects} by slot. Written under lock. */
  private final SlotMap indexBySlot = new SlotMap();

  /** Guarded by lock. A cell is null once its object has died. */
  private WeakReference<?>[] objects = new WeakReference<?>[64];

  /** Indexes of null cells below {@code used}, a stack. Guarded by lock. */
  private int[] free = new int[64];

  private int freeCount;
  private int used;

  /** Watches an object; allocates, so births must be off. */
  void add(int slot, Object object) {
    WeakReference<Object> reference = new WeakReference<>(object);
    lock.enter();
    try {
      if (indexBySlot.get(slot) != 0) return;
      int index = freeCount > 0 ? free[--freeCount] : used++;
      if (index == objects.length) grow();
      objects[index] = reference;
      indexBySlot.put(slot, index + 1);
    } finally {
      lock.exit();
    }
  }

  /** The object of a slot, null if it is not watched or the JVM has cleared it. */
  Object get(int slot) {
    WeakReference<?> reference;
    lock.enter();
    try {
      int index = indexBySlot.get(slot);
      if (index == 0) return null;
      reference = objects[index - 1];
    } finally {
      lock.exit();
    }
    return reference.get();
  }

  /** The object of a slot has died. Runs inside hooks. */
  void died(int slot) {
    if (indexBySlot.get(slot) == 0) return;
    lock.enter();
    try {
      int index = indexBySlot.remove(slot) - 1;
      objects[index] = null;
      free[freeCount++] = index;
    } finally {
      lock.exit();
    }
  }

  private void grow() {
    WeakReference<?>[] moreObjects = new WeakReference<?>[2 * objects.length];
    int[] moreFree = new int[2 * objects.length];
    System.arraycopy(objects, 0, moreObjects, 0, objects.length);
    System.arraycopy(free, 0, moreFree, 0, freeCount);
    objects = moreObjects;
    free = moreFree;
  }
}
