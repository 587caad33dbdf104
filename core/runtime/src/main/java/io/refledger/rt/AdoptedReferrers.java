package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.table.MemoryUser;

/*
 * An untracked object is older than the agent, or was made by the JVM or where births are off. Its
 * death is not seen by counts. So at the first store of a tracked object into it, it is adopted: it
 * gets an immortal record for its references, and the ledger's only weak reference to it. Once the
 * JVM has cleared that, its references are released; every full collection looks first.
 *
 * An object whose number is in no filter was not adopted: that answers nearly every question with
 * one load. All else is under the lock.
 */
/** Untracked objects that tracked ones were stored into, and the classes that hold loaders. */
public final class AdoptedReferrers extends CollectedObjects implements MemoryUser {
  private static final int FILTER_BITS = 1 << 16;
  private static final int FIRST_BUCKETS = 1 << 10;
  private static final String LOADER = "classLoader";

  private final SlowPathLock lock = new SlowPathLock();
  private final Unloading unloading = new Unloading();

  /** By hash: whether an object with such a one was ever adopted. Plain: a bit is only ever set. */
  private final boolean[] filter = new boolean[FILTER_BITS];

  /** Chains by hash. Guarded by lock. */
  private IdentityEntry[] buckets = new IdentityEntry[FIRST_BUCKETS];

  private int size;

  /** The slot of an untracked object's record, 0 if it has none. */
  public int slot(Object referrer) {
    int hash = System.identityHashCode(referrer);
    if (!filter[hash & FILTER_BITS - 1]) return 0;
    lock.enter();
    try {
      return find(referrer, hash);
    } finally {
      lock.exit();
    }
  }

  /**
   * The slot of an untracked object that is about to refer to {@code value}; 0 if none is needed,
   * or if there is no memory for one: then the JVM tells when nobody has the value any more.
   */
  int slot(Object referrer, Object value, Context c) {
    int slot = slot(referrer);
    if (slot != 0 || value == null || Identity.slot(value) == 0) return slot;
    slot = adopt(referrer, c);
    if (slot == 0) Installation.FOREIGN.handOut(value, c);
    return slot;
  }

  private int adopt(Object referrer, Context c) {
    long state = Units.putAside(c);
    try {
      boolean isArray = referrer instanceof Object[];
      Type type = TYPES.of(referrer.getClass(), c);
      int count = isArray ? ((Object[]) referrer).length : type.references();
      if (count == 0) return 0;
      int hash = System.identityHashCode(referrer);
      int slot = LEDGER.newReferrer(type.id, count, isArray);
      if (slot == 0) return 0;
      IdentityEntry entry = entry(referrer, hash, slot, c);
      if (entry == null) return 0;
      lock.enter();
      try {
        int earlier = find(referrer, hash);
        if (earlier == 0) add(entry);
        else LEDGER.dropReferrer(slot, c);
        return earlier == 0 ? slot : earlier;
      } finally {
        lock.exit();
      }
    } finally {
      Units.takeUp(state, c);
    }
  }

  @Override
  public long memoryBytes() {
    return FILTER_BITS + 8L * buckets.length + (long) size * IdentityEntry.BYTES;
  }

  /** The entry for a record; null, and the record is free again, if the heap has no room for it. */
  private static IdentityEntry entry(Object referrer, int hash, int slot, Context c) {
    try {
      return new IdentityEntry(referrer, hash, slot);
    } catch (OutOfMemoryError e) {
      LEDGER.dropReferrer(slot, c); // it is the program's to find out
      return null;
    }
  }

  /**
   * The record that is dropped when the JVM unloads a class: a hidden class's own, else one for all
   * classes of the loader. It holds the loader, as its classes do; births must be off.
   */
  int unloading(Class<?> c, ClassLoader loader, Context context) {
    int loaderSlot = loader == null ? 0 : Identity.slot(loader);
    if (!c.isHidden() && loaderSlot != 0) return ofLoader(loader, loaderSlot, context);
    Object untracked = c.isHidden() ? c : loader;
    int known = slot(untracked);
    int slot = known != 0 ? known : adopt(untracked, context);
    if (slot != 0 && loaderSlot != 0) hold(slot, loaderSlot, context);
    if (slot != 0) unloading.watch(untracked, slot);
    return slot;
  }

  /** A tracked loader is held from its first class on: nothing else may hold it when it returns. */
  public void classDefined(ClassLoader loader, Context c) {
    int loaderSlot = Identity.slot(loader);
    if (loaderSlot == 0 || slot(loader) != 0) return;
    long state = Units.putAside(c);
    try {
      ofLoader(loader, loaderSlot, c);
    } finally {
      Units.takeUp(state, c);
    }
  }

  private int ofLoader(ClassLoader loader, int loaderSlot, Context c) {
    int hash = System.identityHashCode(loader);
    lock.enter();
    try {
      int known = find(loader, hash);
      if (known != 0) return known;
      Type mirrors = TYPES.of(Class.class, c);
      int slot = LEDGER.newReferrer(mirrors.id, Math.max(1, mirrors.references()), false);
      if (slot == 0) return 0;
      hold(slot, loaderSlot, c);
      add(new IdentityEntry(loader, hash, slot));
      unloading.watch(loader, slot);
      return slot;
    } finally {
      lock.exit();
    }
  }

  private static void hold(int mirrorSlot, int loaderSlot, Context c) {
    int index = TYPES.of(Class.class, c).ownReference(LOADER);
    if (index >= 0) LEDGER.store(mirrorSlot, index, loaderSlot, c, 0);
  }

  private int find(Object referrer, int hash) {
    IdentityEntry entry = buckets[hash & buckets.length - 1];
    while (entry != null && (entry.hash != hash || Vm.referent(entry) != referrer)) {
      entry = entry.next;
    }
    return entry == null ? 0 : entry.slot;
  }

  private void add(IdentityEntry entry) {
    if (++size > buckets.length) grow();
    push(entry);
    filter[entry.hash & FILTER_BITS - 1] = true;
  }

  private void push(IdentityEntry entry) {
    int bucket = entry.hash & buckets.length - 1;
    entry.next = buckets[bucket];
    buckets[bucket] = entry;
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

  /** Forgets all. */
  void forgetAll() {
    lock.enter();
    buckets = new IdentityEntry[1];
    size = 0;
    lock.exit();
  }

  /** What the statics of classes refer to goes, if it is a loader or a class. */
  @Override
  void allCollected(IdentityEntry gone, Context c) {
    unloading.left(gone, c);
  }

  /** What it referred to goes. */
  @Override
  void collected(int slot, Context c) {
    LEDGER.dropReferrer(slot, c);
  }

  @Override
  public void started(int generation) {
    super.started(generation);
    if (generation == OLDEST) unloading.sweep();
  }

  @Override
  IdentityEntry takeCleared() {
    IdentityEntry gone = null;
    lock.enter();
    try {
      for (int i = 0; i < buckets.length; i++) {
        IdentityEntry kept = null;
        IdentityEntry entry = buckets[i];
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
        buckets[i] = kept;
      }
      return gone;
    } finally {
      lock.exit();
    }
  }
}
