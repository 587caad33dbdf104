package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

import io.refledger.rt.gc.CollectionListener;

/*
 * The JVM keeps them where no field is: in the constants of a class, as a hidden class's data. So
 * nobody could get from the program's roots to them; the ledger's weak references can, and tell when
 * the JVM has collected one. Then it refers to nothing any more. Its record stays: what died with it
 * may still let go of its number.
 */
/** Objects that are never counted and never die: what the JVM itself hands to the program. */
public final class Immortals implements CollectionListener {
  private static final int OLDEST = 2;

  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by lock. */
  private IdentityEntry entries;

  /** An object, and the elements of an array of references. */
  public void add(Object o, Context c) {
    if (o == null) return;
    addOne(o, c);
    if (o instanceof Object[] elements) {
      for (Object element : elements) {
        if (element != null) addOne(element, c);
      }
    }
  }

  private void addOne(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0 || LEDGER.isImmortal(slot)) return;
    LEDGER.immortalize(slot);
    long state = Units.putAside(c);
    IdentityEntry entry = new IdentityEntry(o, 0, slot);
    Units.takeUp(state, c);
    lock.enter();
    entry.next = entries;
    entries = entry;
    lock.exit();
  }

  @Override
  public void started(int generation) {
    if (generation == OLDEST) sweep(Hooks.context());
  }

  @Override
  public void stopped(int generation, int collected, int uncollectable) {}

  /** Releases what those referred to that the JVM has collected. */
  void sweep(Context c) {
    IdentityEntry gone = takeCleared();
    while (gone != null) {
      LEDGER.releaseReferences(gone.slot, c);
      gone = gone.next;
    }
  }

  private IdentityEntry takeCleared() {
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
