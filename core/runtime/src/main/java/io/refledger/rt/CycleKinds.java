package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.MemoryUser;
import io.refledger.rt.table.SpinLock;

/**
 * The cycles of garbage that only the detector could free, counted by kind: birth id of the object
 * that the closing edge leads to, drop context, and that edge's referrer, reference and context.
 */
final class CycleKinds implements MemoryUser {
  /** Where in a row its references begin, behind what a kind is told by. */
  private static final int REFERENCES = 5;

  private static final int ROW = 6;
  private static final int MAX_KINDS = 1 << 16;

  private final SpinLock lock = new SpinLock();

  /**
   * Rows of the five ints of a kind and the place of its references, 0 if they are not known; open
   * addressing. A row whose first int is 0 is free.
   */
  private int[] rows = new int[64 * ROW];

  private long[] countByRow = new long[64];
  private final CycleReferences references = new CycleReferences();
  private int size;

  private final MemoryBudget budget;

  /** The row of the kind that was met last for the first time. */
  private int newest;

  CycleKinds(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public long memoryBytes() {
    return 4L * rows.length + 8L * countByRow.length + 4L * references.runs().length;
  }

  /**
   * One more cycle of this kind; whether it is the first. May allocate; kinds over the limit are
   * not counted. Contract: one thread at a time.
   */
  boolean note(int birthId, int dropContext, int referrerBirthId, int index, int storeContext) {
    lock.lock();
    try {
      int row = find(birthId, dropContext, referrerBirthId, index, storeContext);
      boolean isFirst = rows[row * ROW] == 0;
      if (isFirst) {
        if (size == MAX_KINDS || !budget.admitsEntry()) {
          return false;
        }
        if (2 * ++size > countByRow.length) {
          grow();
          row = find(birthId, dropContext, referrerBirthId, index, storeContext);
        }
        put(row, birthId, dropContext, referrerBirthId, index, storeContext);
        newest = row;
      }
      countByRow[row]++;
      return isFirst;
    } finally {
      lock.unlock();
    }
  }

  /** The references of a cycle of the kind that was met last for the first time. May allocate. */
  void tellNewest(IntVector cycle) {
    lock.lock();
    try {
      rows[newest * ROW + REFERENCES] = references.add(cycle);
    } finally {
      lock.unlock();
    }
  }

  private int find(int birthId, int dropContext, int referrer, int index, int storeContext) {
    int hash = birthId;
    hash = hash * 31 + dropContext;
    hash = hash * 31 + referrer;
    hash = hash * 31 + index;
    hash = hash * 31 + storeContext;
    int mask = countByRow.length - 1;
    int row = ((hash * 0x9E3779B9) >>> 7) & mask;
    while (rows[row * ROW] != 0
        && (rows[row * ROW] != birthId
            || rows[row * ROW + 1] != dropContext
            || rows[row * ROW + 2] != referrer
            || rows[row * ROW + 3] != index
            || rows[row * ROW + 4] != storeContext)) {
      row = (row + 1) & mask;
    }
    return row;
  }

  private void put(int row, int birthId, int dropContext, int referrer, int index, int context) {
    rows[row * ROW] = birthId;
    rows[row * ROW + 1] = dropContext;
    rows[row * ROW + 2] = referrer;
    rows[row * ROW + 3] = index;
    rows[row * ROW + 4] = context;
  }

  private void grow() {
    int[] oldRows = rows;
    long[] oldCounts = countByRow;
    rows = new int[2 * oldRows.length];
    countByRow = new long[2 * oldCounts.length];
    for (int i = 0; i < oldCounts.length; i++) {
      int at = i * ROW;
      if (oldRows[at] != 0) {
        int row =
            find(oldRows[at], oldRows[at + 1], oldRows[at + 2], oldRows[at + 3], oldRows[at + 4]);
        put(row, oldRows[at], oldRows[at + 1], oldRows[at + 2], oldRows[at + 3], oldRows[at + 4]);
        rows[row * ROW + REFERENCES] = oldRows[at + REFERENCES];
        countByRow[row] = oldCounts[i];
      }
    }
  }

  /** Shows every kind; {@code names} may be null. */
  void accept(SnapshotVisitor visitor, SnapshotNames names, BirthTable births) {
    int[] rows;
    long[] counts;
    int[] runs;
    lock.lock();
    try {
      rows = this.rows.clone();
      runs = references.runs();
      counts = countByRow.clone();
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < counts.length; i++) {
      int at = i * ROW;
      if (rows[at] != 0) {
        int referrerType = births.type(rows[at + 2]);
        visitor.cycle(
            births.type(rows[at]),
            births.allocationContext(rows[at]),
            rows[at + 1],
            counts[i],
            referrerType,
            names == null ? null : names.referenceName(referrerType, rows[at + 3]),
            births.type(rows[at]),
            rows[at + 4]);
        if (rows[at + REFERENCES] != 0) {
          CycleReferences.show(runs, rows[at + REFERENCES], visitor, names, births);
        }
      }
    }
  }
}
