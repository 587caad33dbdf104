package io.refledger.rt;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.table.SpinLock;

/** The contexts of a ledger, and one of its own that inherits from threads that have ended. */
final class ContextList {
  private final CycleDetector detector;
  private final Slots slots;
  private final SpinLock lock = new SpinLock();
  private final Context heir = new Context(0);

  /** Copied on write; guarded by the lock. */
  private Context[] contexts = new Context[0];

  ContextList(CycleDetector detector, Slots slots) {
    this.detector = detector;
    this.slots = slots;
    detector.add(heir);
  }

  Context add(long threadId) {
    var context = new Context(threadId);
    detector.add(context);
    lock.lock();
    try {
      var more = new Context[contexts.length + 1];
      System.arraycopy(contexts, 0, more, 0, contexts.length);
      more[contexts.length] = context;
      contexts = more;
    } finally {
      lock.unlock();
    }
    return context;
  }

  void retire(Context c) {
    detector.remove(c, heir);
    lock.lock();
    try {
      slots.retire(c);
      heir.absorb(c);
      remove(c);
    } finally {
      lock.unlock();
    }
    c.dispose();
  }

  private void remove(Context c) {
    var fewer = new Context[contexts.length - 1];
    int n = 0;
    for (Context other : contexts) {
      if (other != c) {
        fewer[n++] = other;
      }
    }
    contexts = fewer;
  }

  int statics(Nursery nursery, int type, int count) {
    lock.lock();
    try {
      return nursery.statics(heir, type, count);
    } finally {
      lock.unlock();
    }
  }

  int referrer(Nursery nursery, int type, int count, boolean array) {
    lock.lock();
    try {
      return nursery.referrer(heir, type, count, array);
    } finally {
      lock.unlock();
    }
  }

  /** The deaths of all threads. */
  Census census() {
    var sum = new Census();
    lock.lock();
    try {
      sum.absorb(heir.census);
      for (Context context : contexts) {
        sum.absorb(context.census);
      }
    } finally {
      lock.unlock();
    }
    return sum;
  }

  LedgerTotals totals(RareCounts rare, long droppedStores, long locksBroken) {
    var sum = new Context(0);
    lock.lock();
    try {
      sum.absorb(heir);
      for (Context context : contexts) {
        sum.absorb(context);
      }
    } finally {
      lock.unlock();
    }
    sum.dispose();
    return new LedgerTotals(
        sum.allocated,
        sum.freedByCount,
        sum.freedByCollector,
        sum.allocated + sum.revived + sum.revivedWeak - sum.freedByCount - sum.freedByCollector,
        sum.allocatedBytes - sum.freedBytes,
        sum.freedBytes,
        rare.immortals(),
        rare.foreigners(),
        sum.revivedWeak,
        sum.revived,
        sum.underflows + rare.underflows(),
        sum.stores,
        sum.saturated,
        sum.untracked,
        droppedStores,
        locksBroken);
  }

  void dispose() {
    for (Context context : contexts) {
      context.dispose();
    }
    heir.dispose();
  }
}
