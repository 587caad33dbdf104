package io.refledger.rt;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.SpinLock;

/** The contexts of a ledger, and one of its own that inherits from threads that have ended. */
final class ContextList {
  /** Up to so many contexts each has its full share. */
  private static final int FEW = 512;

  private final CycleDetector detector;
  private final Slots slots;
  private final SpinLock lock = new SpinLock();
  private final MemoryBudget budget;
  private final Context heir;
  private final CommonCensus deaths;

  /** The first {@link #count}; the others are null. Guarded by the lock. */
  private Context[] contexts = new Context[64];

  private int count;

  ContextList(CycleDetector detector, Slots slots, MemoryBudget budget) {
    this.detector = detector;
    this.slots = slots;
    this.budget = budget;
    deaths = new CommonCensus(budget);
    heir = new Context(0, budget, deaths);
    detector.add(heir);
  }

  Context add(long threadId) {
    var context = new Context(threadId, budget, deaths);
    detector.add(context);
    lock.lock();
    try {
      if (count == contexts.length) {
        var more = new Context[2 * count];
        System.arraycopy(contexts, 0, more, 0, count);
        contexts = more;
      }
      contexts[count++] = context;
      share();
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
    deaths.take(c.census);
    c.dispose();
  }

  private void remove(Context c) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (contexts[i] != c) {
        contexts[n++] = contexts[i];
      }
    }
    contexts[n] = null;
    count = n;
    share();
  }

  /** What each keeps for itself is for nobody else to use: of very many each keeps little. */
  private void share() {
    int shares = Math.max(1, count / FEW);
    slots.shareAmong(shares);
    deaths.shareAmong(shares);
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

  /**
   * What a thread that has ended knows of deaths goes to the heir, its slots to all. May allocate,
   * and wait for a collection.
   */
  void tidy(Context c) {
    detector.trim(c);
    lock.lock();
    try {
      slots.retire(c);
    } finally {
      lock.unlock();
    }
    if (!c.census.isEmpty()) {
      deaths.take(c.census);
    }
    c.trim();
  }

  /** The deaths of all threads. */
  Census census() {
    lock.lock();
    try {
      return deaths.with(contexts, count);
    } finally {
      lock.unlock();
    }
  }

  LedgerTotals totals(RareCounts rare, long droppedStores, long locksBroken) {
    var sum = new Context(0, new MemoryBudget(Long.MAX_VALUE), deaths);
    lock.lock();
    try {
      sum.absorb(heir);
      for (int i = 0; i < count; i++) {
        sum.absorb(contexts[i]);
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
        rare.revivedLate(),
        sum.underflows + rare.underflows(),
        sum.stores,
        sum.saturated,
        sum.untracked,
        budget.refusedEntries(),
        droppedStores,
        locksBroken);
  }

  void dispose() {
    for (int i = 0; i < count; i++) {
      contexts[i].dispose();
    }
    heir.dispose();
    deaths.dispose();
  }
}
