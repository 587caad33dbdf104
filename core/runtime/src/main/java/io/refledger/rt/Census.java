package io.refledger.rt;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.MemoryBudget;

/**
 * Deaths counted by (birth id, death context). For one thread at a time; a copy for another thread
 * may miss the latest.
 */
final class Census {
  private static final int MAX_PAIRS = 1 << 20;
  private static final int FIRST_CAPACITY = 16;
  private static final long PAIR_BYTES = 16;
  private static final long FIRST_BYTES = PAIR_BYTES * FIRST_CAPACITY;

  /** Birth id << 32 | death context, plus one; 0 is free. */
  private long[] keys = new long[FIRST_CAPACITY];

  private long[] counts = new long[FIRST_CAPACITY];
  private int size;
  private final MemoryBudget budget;

  /** A census whose memory counts in a budget, and whose pairs it limits. */
  Census(MemoryBudget budget) {
    this.budget = budget;
    budget.grown(FIRST_BYTES);
  }

  /** {@code count} more deaths. May allocate; pairs over the limit are not counted. */
  void add(int birthId, int deathContext, long count) {
    long key = (((long) birthId << 32) | (deathContext & 0xffffffffL)) + 1;
    int at = find(key);
    if (keys[at] != 0) {
      counts[at] += count;
    } else if (budget.admitsEntry()) {
      enter(key, count);
    }
  }

  private void enter(long key, long count) {
    if (size == MAX_PAIRS) {
      return;
    }
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int at = find(key);
    keys[at] = key;
    counts[at] = count;
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Moves all to {@code heir}. Allocates; if there is no memory nothing is moved. */
  void moveTo(Census heir) {
    long[] noKeys = new long[FIRST_CAPACITY];
    long[] noCounts = new long[FIRST_CAPACITY];
    while (2 * (heir.size + size) > heir.keys.length) {
      heir.grow();
    }
    heir.absorb(this);
    dispose();
    keys = noKeys;
    counts = noCounts;
    size = 0;
    budget.grown(FIRST_BYTES);
  }

  /** Its memory is no longer counted. */
  void dispose() {
    budget.grown(-PAIR_BYTES * keys.length);
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (keys[at] != key && keys[at] != 0) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    long[] wider = new long[2 * oldKeys.length];
    counts = new long[wider.length];
    keys = wider;
    budget.grown(PAIR_BYTES * oldKeys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  /** Adds what {@code other} has counted. */
  void absorb(Census other) {
    long[] otherKeys = other.keys;
    long[] otherCounts = other.counts;
    int length = Math.min(otherKeys.length, otherCounts.length);
    for (int i = 0; i < length; i++) {
      if (otherKeys[i] == 0) {
        continue;
      }
      int at = find(otherKeys[i]);
      if (keys[at] != 0) {
        counts[at] += otherCounts[i];
      } else {
        enter(otherKeys[i], otherCounts[i]);
      }
    }
  }

  void accept(SnapshotVisitor visitor, BirthTable births) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int birthId = (int) ((keys[i] - 1) >>> 32);
        visitor.census(
            births.allocationContext(birthId),
            births.type(birthId),
            (int) (keys[i] - 1),
            counts[i]);
      }
    }
  }
}
