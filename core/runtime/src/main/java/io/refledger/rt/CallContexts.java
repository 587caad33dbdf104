package io.refledger.rt;

import io.refledger.rt.table.MemoryBudget;

/**
 * The interned pairs (application call site, site): where something happened, and which line of the
 * application caused it. Pairs share the number space of sites and begin at {@link #FIRST}.
 */
public final class CallContexts {
  /** The number of the first pair. */
  public static final int FIRST = 1 << 28;

  private static final int FIRST_CAPACITY = 1 << 12;

  private final SlowPathLock lock = new SlowPathLock();

  /** Both sites of a pair, the application's in the high half. Guarded by lock. */
  private long[] pairs = new long[FIRST_CAPACITY];

  private int size;

  private final MemoryBudget budget;

  /** Pairs as many as a budget admits. */
  CallContexts(MemoryBudget budget) {
    this.budget = budget;
  }

  /** Index of a pair + 1 by hash, 0 is empty. Guarded by lock. */
  private int[] cells = new int[2 * FIRST_CAPACITY];

  /**
   * The number of a pair, the same for the same pair; the site alone when there is no memory for a
   * new one. Takes a lock.
   */
  int intern(int applicationSite, int site) {
    long pair = (long) applicationSite << 32 | site;
    lock.enter();
    try {
      int cell = find(pair);
      if (cells[cell] != 0) return FIRST + cells[cell] - 1;
      if (!budget.admitsEntry()) return site;
      if (size == pairs.length) {
        grow();
        cell = find(pair);
      }
      pairs[size] = pair;
      cells[cell] = ++size;
      return FIRST + size - 1;
    } finally {
      lock.exit();
    }
  }

  /** The bytes that it takes. */
  long memoryBytes() {
    return 8L * pairs.length + 4L * cells.length;
  }

  /** The number of pairs. */
  int size() {
    return size;
  }

  /** The application's site of a context, 0 for a bare site. */
  public int applicationSite(int context) {
    return context < FIRST ? 0 : (int) (pair(context) >>> 32);
  }

  /** The site of a context. */
  public int site(int context) {
    return context < FIRST ? context : (int) pair(context);
  }

  private long pair(int context) {
    lock.enter();
    try {
      int index = context - FIRST;
      return index < size ? pairs[index] : 0;
    } finally {
      lock.exit();
    }
  }

  private int find(long pair) {
    int mask = cells.length - 1;
    int hash = (int) (pair >>> 32) * 0x9E3779B1 + (int) pair * 0x85EBCA6B;
    int cell = (hash ^ hash >>> 15) & mask;
    while (cells[cell] != 0 && pairs[cells[cell] - 1] != pair) cell = (cell + 1) & mask;
    return cell;
  }

  private void grow() {
    long[] grown = new long[2 * size];
    for (int i = 0; i < size; i++) grown[i] = pairs[i];
    pairs = grown;
    cells = new int[2 * grown.length];
    for (int i = 0; i < size; i++) cells[find(pairs[i])] = i + 1;
  }
}
