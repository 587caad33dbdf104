package io.refledger.rt;

/** Objects that the ledger asks the JVM about, in the order of their entering. */
abstract class IdentityList extends CollectedObjects {
  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by lock. */
  private IdentityEntry entries;

  /** Enters an object. Allocates. */
  final void add(Object o, int slot, Context c) {
    long state = Units.putAside(c);
    IdentityEntry entry = new IdentityEntry(o, 0, slot);
    Units.takeUp(state, c);
    lock.enter();
    entry.next = entries;
    entries = entry;
    lock.exit();
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
        entry = next;
      }
      entries = kept;
      return gone;
    } finally {
      lock.exit();
    }
  }
}
