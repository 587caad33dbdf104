package io.refledger.rt;

import io.refledger.rt.table.MemoryUser;

/** Objects that the ledger asks the JVM about, in the order of their entering. */
abstract class IdentityList extends CollectedObjects implements MemoryUser {
  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by lock. */
  private IdentityEntry entries;

  /** How many there are. Guarded by lock; a reader may be late. */
  private int size;

  /**
   * Enters an object. Allocates.
   *
   * @return false if the heap has no room: then the JVM is never asked about it
   */
  final boolean add(Object o, int slot, Context c) {
    IdentityEntry entry;
    long state = Units.putAside(c);
    try {
      entry = new IdentityEntry(o, 0, slot);
    } catch (OutOfMemoryError e) {
      return false; // it is the program's to find out
    } finally {
      Units.takeUp(state, c);
    }
    lock.enter();
    entry.next = entries;
    entries = entry;
    size++;
    lock.exit();
    return true;
  }

  /** The number of objects that are entered. */
  final int size() {
    return size;
  }

  @Override
  public long memoryBytes() {
    return (long) size * IdentityEntry.BYTES;
  }

  /** Forgets all. */
  final void forgetAll() {
    lock.enter();
    entries = null;
    lock.exit();
  }

  @Override
  final IdentityEntry takeCleared() {
    lock.enter();
    try {
      IdentityEntry kept = null;
      IdentityEntry gone = null;
      IdentityEntry entry = entries;
      while (entry != null) {
        IdentityEntry next = entry.next;
        // Reading the referent would keep it alive for a marking collector.
        boolean isCleared = entry.refersTo(null);
        entry.next = isCleared ? gone : kept;
        if (isCleared) gone = entry;
        else kept = entry;
        if (isCleared) size--;
        entry = next;
      }
      entries = kept;
      return gone;
    } finally {
      lock.exit();
    }
  }
}
