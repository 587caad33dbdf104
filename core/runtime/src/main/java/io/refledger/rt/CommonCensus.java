package io.refledger.rt;

import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.SpinLock;

/** The deaths that threads do not count for themselves any more. For any thread. */
final class CommonCensus {
  private final SpinLock lock = new SpinLock();

  /** Guarded by the lock. */
  private final Census census;

  /** How often a census comes here before it grows; plain. */
  private int movesToGrow;

  CommonCensus(MemoryBudget budget) {
    census = new Census(budget, null);
  }

  /** So many shares of few contexts there are: the more, the longer each stays small. */
  void shareAmong(int shares) {
    movesToGrow = shares == 1 ? 0 : 8 * shares;
  }

  /** How often a census that is full comes here before it grows. */
  int movesToGrow() {
    return movesToGrow;
  }

  /**
   * Takes all that a thread has counted; by that thread, or when it has ended. May allocate; what
   * there is no memory for stays there.
   */
  void take(Census from) {
    lock.lock();
    try {
      census.takeAll(from);
    } finally {
      lock.unlock();
    }
  }

  /** What is here, and with it what these count still; no death twice. */
  Census with(Context[] contexts, int count) {
    var sum = new Census(new MemoryBudget(Long.MAX_VALUE), null);
    lock.lock();
    try {
      sum.absorb(census);
      for (int i = 0; i < count; i++) {
        sum.absorb(contexts[i].census);
      }
    } finally {
      lock.unlock();
    }
    return sum;
  }

  void dispose() {
    census.dispose();
  }
}
