package io.refledger.rt;

import static io.refledger.rt.Installation.SHAPES;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.table.IntMap;

/*
 * A class goes in two steps, both at full collections of the ledger:
 *
 *   left   the JVM has cleared the weak reference to its loader (of a hidden class, to itself): what
 *          its statics refer to is released, its shape is forgotten
 *   gone   the phantom reference is cleared too: no finalizer runs its code any more. Its type, its
 *          methods and its places wait for a class that is the same, which takes them over: so a
 *          program that loads the same classes again and again knows no more of them than at first
 *
 * Numbers are never given to another class. Records, and sums over the whole run, name them: what
 * died in a class that is unloaded is told under its name.
 */
/** Takes back what classes had that the JVM has unloaded. Decision 30. */
final class Unloading {
  private static final int BUCKETS = 1 << 10;

  private final SlowPathLock lock = new SlowPathLock();

  /** Chains by record. Guarded by lock. */
  private final UnloadWatch[] buckets = new UnloadWatch[BUCKETS];

  /** Those that have left and are not gone: a chain. Guarded by lock. */
  private UnloadWatch leaving;

  /** Watches a loader or hidden class from now on, if nobody does; births must be off. */
  void watch(Object loaderOrClass, int record) {
    boolean isLoader = !(loaderOrClass instanceof Class);
    lock.enter();
    try {
      int bucket = record & BUCKETS - 1;
      UnloadWatch watch = buckets[bucket];
      while (watch != null && watch.record != record) watch = watch.next;
      if (watch != null) return;
      UnloadWatch made = new UnloadWatch(loaderOrClass, record, isLoader);
      made.next = buckets[bucket];
      buckets[bucket] = made;
    } finally {
      lock.exit();
    }
  }

  /** The JVM has collected what these records stand for, some of them loaders or classes. */
  void left(IdentityEntry chain, Context c) {
    int count = 0;
    for (IdentityEntry entry = chain; entry != null; entry = entry.next) count++;
    UnloadWatch[] watches = new UnloadWatch[count];
    IntMap watchByRecord = new IntMap();
    IntMap watchByLoader = new IntMap();
    count = 0;
    for (IdentityEntry entry = chain; entry != null; entry = entry.next) {
      UnloadWatch watch = take(entry.slot);
      if (watch == null) continue;
      watches[count++] = watch;
      watchByRecord.put(entry.slot, count);
      if (watch.isLoader) watchByLoader.put(entry.hash, count);
    }
    if (count == 0) return;
    TYPES.left(watchByRecord, watches, c);
    if (watchByLoader.size() > 0) SHAPES.forget(watchByLoader, watches);
    for (int i = 0; i < count; i++) leave(watches[i]);
  }

  private void leave(UnloadWatch watch) {
    lock.enter();
    try {
      watch.next = leaving;
      leaving = watch;
    } finally {
      lock.exit();
    }
  }

  private UnloadWatch take(int record) {
    lock.enter();
    try {
      int bucket = record & BUCKETS - 1;
      UnloadWatch before = null;
      UnloadWatch watch = buckets[bucket];
      while (watch != null && watch.record != record) {
        before = watch;
        watch = watch.next;
      }
      if (watch == null) return null;
      if (before == null) buckets[bucket] = watch.next;
      else before.next = watch.next;
      return watch;
    } finally {
      lock.exit();
    }
  }

  /** Gives back what those had that are gone. */
  void sweep() {
    UnloadWatch gone = takeGone();
    if (gone == null) return;
    TYPES.gone();
    for (; gone != null; gone = gone.next) SITES.free.give(gone.code);
  }

  private UnloadWatch takeGone() {
    lock.enter();
    try {
      UnloadWatch gone = null;
      UnloadWatch kept = null;
      UnloadWatch watch = leaving;
      while (watch != null) {
        UnloadWatch next = watch.next;
        boolean isGone = watch.refersTo(null);
        watch.next = isGone ? gone : kept;
        if (isGone) gone = watch;
        else kept = watch;
        watch = next;
      }
      leaving = kept;
      return gone;
    } finally {
      lock.exit();
    }
  }
}
