package io.refledger.rt;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.MemoryBudget;

/*
 * A thread counts for itself, so that no two wait for each other. What it has no room for goes to the
 * common census, when memory lacks or when there are very many threads: then a census grows only when
 * it has gone there often, so that threads that do little keep little.
 *
 * Keys and counts are one array: whoever reads it while it grows has one that fits together. A stack or
 * a heap that ends in the middle leaves each death counted once, or not at all.
 */
/**
 * Deaths counted by (birth id, death context). For one thread at a time; a copy for another thread
 * may miss the latest.
 */
final class Census {
  private static final int MAX_PAIRS = 1 << 20;
  private static final long ENTRY_BYTES = 16;

  /** Each census that counts anything has this capacity, however many there are. */
  private static final int FIRST_CAPACITY = 8;

  /** Of a census without entries: one, free, and never written to. */
  private static final long[] NONE = new long[2];

  /**
   * An entry is a key and a count. The key is birth id << 32 | death context, plus one; 0 is free.
   */
  private long[] entries = NONE;

  private int size;

  /** How often all went to the common census since this one has grown. */
  private int moves;

  private final MemoryBudget budget;

  /** Null for the common census itself, which the budget limits. */
  private final CommonCensus common;

  /** A census whose memory counts in a budget, and which gives away what it has no room for. */
  Census(MemoryBudget budget, CommonCensus common) {
    this.budget = budget;
    this.common = common;
  }

  /** {@code count} more deaths. May allocate; pairs over the limit are not counted. */
  void add(int birthId, int deathContext, long count) {
    add((((long) birthId << 32) | (deathContext & 0xffffffffL)) + 1, count);
  }

  private void add(long key, long count) {
    long[] entries = this.entries;
    int at = find(entries, key);
    if (entries[at] != 0) {
      entries[at + 1] += count;
    } else {
      enter(key, count);
    }
  }

  private void enter(long key, long count) {
    boolean isFull = 4 * (size + 1) > entries.length;
    if (common == null ? !admits(isFull) : isFull && !makeRoom()) {
      return;
    }
    int at = find(entries, key);
    entries[at + 1] = count;
    entries[at] = key;
    size++;
  }

  /** Room for one more pair in the common census; false if there may be none. */
  private boolean admits(boolean isFull) {
    if (size == MAX_PAIRS || !budget.admitsEntry()) {
      return false;
    }
    if (isFull) {
      grow();
    }
    return true;
  }

  /**
   * Room for one more pair in a thread's census. At the end of the stack, or of the heap, there may
   * be none: then the death is in the sums alone.
   */
  private boolean makeRoom() {
    try {
      if (mayGrow()) {
        grow();
        moves = 0;
      } else {
        common.take(this);
        moves++;
      }
      return true;
    } catch (StackOverflowError | OutOfMemoryError end) {
      return false;
    }
  }

  private boolean mayGrow() {
    return entries == NONE
        || (moves >= common.movesToGrow() && size < MAX_PAIRS && budget.admits());
  }

  private int capacity() {
    return entries.length / 2;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Moves all from {@code other}. Allocates; what there is no memory for stays there. */
  void takeAll(Census other) {
    long[] theirs = other.entries;
    for (int i = 0; i < theirs.length; i += 2) {
      if (theirs[i] != 0 && theirs[i + 1] != 0) {
        add(theirs[i], theirs[i + 1]);
        theirs[i + 1] = 0;
      }
    }
    for (int i = 0; other.size > 0 && i < theirs.length; i += 2) {
      theirs[i] = 0;
    }
    other.size = 0;
  }

  /** Adds what {@code other} has counted. */
  void absorb(Census other) {
    long[] theirs = other.entries;
    for (int i = 0; i < theirs.length; i += 2) {
      if (theirs[i] != 0) {
        add(theirs[i], theirs[i + 1]);
      }
    }
  }

  /** Forgets all; its memory is no longer counted. */
  void dispose() {
    if (entries != NONE) {
      budget.grown(-ENTRY_BYTES * capacity());
    }
    entries = NONE;
    size = 0;
    moves = 0;
  }

  /** Where a key is, or where it would be. */
  private static int find(long[] entries, long key) {
    int mask = entries.length / 2 - 1;
    int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (entries[2 * at] != key && entries[2 * at] != 0) {
      at = (at + 1) & mask;
    }
    return 2 * at;
  }

  private void grow() {
    long[] old = entries;
    int capacity = old == NONE ? 0 : capacity();
    int wanted = Math.max(FIRST_CAPACITY, 2 * capacity);
    long[] wider = new long[2 * wanted];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = find(wider, old[i]);
        wider[at] = old[i];
        wider[at + 1] = old[i + 1];
      }
    }
    budget.grown(ENTRY_BYTES * (wanted - capacity));
    entries = wider;
  }

  void accept(SnapshotVisitor visitor, BirthTable births) {
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i + 1] != 0) {
        int birthId = (int) ((entries[i] - 1) >>> 32);
        visitor.census(
            births.allocationContext(birthId),
            births.type(birthId),
            (int) (entries[i] - 1),
            entries[i + 1]);
      }
    }
  }
}
