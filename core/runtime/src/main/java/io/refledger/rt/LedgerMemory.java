package io.refledger.rt;

import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.MemoryUser;

/** What a ledger takes of the memory that it may have. */
public final class LedgerMemory {
  /** By the stage of the budget. */
  private static final Narrowing[] STAGES = Narrowing.values();

  private final MemoryBudget budget;

  LedgerMemory(MemoryBudget budget) {
    this.budget = budget;
  }

  /** From now on what these take counts. Contract: nothing is tracked yet. */
  void measure(MemoryUser... users) {
    for (MemoryUser user : users) {
      budget.add(user);
    }
  }

  /** As above; null is no pool. */
  void measure(PoolSimulator pool) {
    if (pool != null) {
      budget.add(
          new MemoryUser() {
            @Override
            public long memoryBytes() {
              return pool.memoryBytes();
            }
          });
    }
  }

  /** Who grants it. */
  MemoryBudget budget() {
    return budget;
  }

  /** Until {@link #begin} nothing counts but records and their references. */
  public void beforeTheProgram() {
    budget.beforeTheProgram();
  }

  /** The program begins: what the code that is there by now takes does not count. */
  public void begin() {
    budget.begin();
  }

  /** What was used when the program began, and is not counted. */
  public long firstBytes() {
    return budget.firstBytes();
  }

  /** All that is used now and counts, on the Java heap and outside of it. */
  public long usedBytes() {
    return budget.usedBytes();
  }

  /** The part of {@link #usedBytes()} that records and blocks of references take. */
  public long recordBytes() {
    return budget.takenBytes();
  }

  /** How far tracking was narrowed until now. */
  public Narrowing narrowing() {
    return STAGES[budget.narrowing()];
  }
}
