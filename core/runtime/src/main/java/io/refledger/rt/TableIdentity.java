package io.refledger.rt;

import io.refledger.rt.table.MemoryUser;

/*
 * The last resort: one weak reference for each tracked object. An entry outlives its object's death
 * in the ledger, as a number in the header would, and goes when its slot is given to another object.
 */

/** A weak table from objects to slots, for JVMs whose headers cannot hold a number. */
final class TableIdentity implements MemoryUser {
  private static final int CHUNK_SHIFT = 12;
  private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

  private final SlowPathLock lock = new SlowPathLock();

  /** Chains by hash. Guarded by lock. */
  private IdentityEntry[] buckets;

  /** Entries by slot, in chunks. Guarded by lock. */
  private IdentityEntry[][] bySlot = new IdentityEntry[16][];

  private int size;

  TableIdentity(int capacity) {
    buckets = new IdentityEntry[capacity];
  }

  /** The slot of an object, 0 when it has none. */
  int slot(Object o) {
    int hash = System.identityHashCode(o);
    lock.enter();
    try {
      IdentityEntry entry = buckets[hash & buckets.length - 1];
      while (entry != null && (entry.hash != hash || Vm.referent(entry) != o)) entry = entry.next;
      return entry == null ? 0 : entry.slot;
    } finally {
      lock.exit();
    }
  }

  /**
   * Gives a slot to an object, and takes it from the one that had it; false when the object has one
   * already, as one that was made by a handle before its constructor ran, or when the heap has no
   * room for the entry. Allocates.
   */
  boolean bind(Object o, int slot, Context context) {
    if (slot(o) != 0) return false;
    long state = Units.putAside(context);
    try {
      IdentityEntry entry = new IdentityEntry(o, System.identityHashCode(o), slot);
      lock.enter();
      try {
        unlink(slot);
        link(entry);
      } finally {
        lock.exit();
      }
    } catch (OutOfMemoryError e) {
      return false; // it is the program's to find out
    } finally {
      Units.takeUp(state, context);
    }
    return true;
  }

  @Override
  public long memoryBytes() {
    return 4L * buckets.length + (long) size * (IdentityEntry.BYTES + 4);
  }

  /** The number of entries. */
  int size() {
    return size;
  }

  private void link(IdentityEntry entry) {
    if (++size > buckets.length) grow();
    push(entry);
    int chunk = entry.slot >>> CHUNK_SHIFT;
    while (chunk >= bySlot.length) growChunks();
    if (bySlot[chunk] == null) bySlot[chunk] = new IdentityEntry[1 << CHUNK_SHIFT];
    bySlot[chunk][entry.slot & CHUNK_MASK] = entry;
  }

  private void push(IdentityEntry entry) {
    int bucket = entry.hash & buckets.length - 1;
    entry.next = buckets[bucket];
    buckets[bucket] = entry;
  }

  private void unlink(int slot) {
    int chunk = slot >>> CHUNK_SHIFT;
    if (chunk >= bySlot.length || bySlot[chunk] == null) return;
    IdentityEntry old = bySlot[chunk][slot & CHUNK_MASK];
    if (old == null) return;
    bySlot[chunk][slot & CHUNK_MASK] = null;
    size--;
    int bucket = old.hash & buckets.length - 1;
    if (buckets[bucket] == old) {
      buckets[bucket] = old.next;
      return;
    }
    IdentityEntry before = buckets[bucket];
    while (before.next != old) before = before.next;
    before.next = old.next;
  }

  private void grow() {
    IdentityEntry[] old = buckets;
    buckets = new IdentityEntry[2 * old.length];
    for (IdentityEntry head : old) {
      IdentityEntry entry = head;
      while (entry != null) {
        IdentityEntry next = entry.next;
        push(entry);
        entry = next;
      }
    }
  }

  private void growChunks() {
    IdentityEntry[][] grown = new IdentityEntry[2 * bySlot.length][];
    for (int i = 0; i < bySlot.length; i++) grown[i] = bySlot[i];
    bySlot = grown;
  }
}
