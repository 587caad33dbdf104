package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.SpinLock;

/**
 * The cycles of garbage that only the detector could free, counted by kind: birth id of the object
 * that the closing edge leads to, drop context, and that edge's referrer, reference and context.
 */
final class CycleKinds {
  private static final int ROW = 5;
  private static final int MAX_KINDS = 1 << 16;

  private final SpinLock lock = new SpinLock();

  /** Rows of five ints, open addressing; a row whose first int is 0 is free. */
  private int[] rows = new int[64 * ROW];

  private long[] countByRow = new long[64];
  private int size;

  /** One more cycle of this kind. May allocate; kinds over the limit are not counted. */
  void note(int birthId, int dropContext, int referrerBirthId, int index, int storeContext) {
    lock.lock();
    try {
      int row = find(birthId, dropContext, referrerBirthId, index, storeContext);
      if (rows[row * ROW] == 0) {
        if (size == MAX_KINDS) {
          return;
        }
        if (2 * ++size > countByRow.length) {
          grow();
          row = find(birthId, dropContext, referrerBirthId, index, storeContext);
        }
        put(row, birthId, dropContext, referrerBirthId, index, storeContext);
      }
      countByRow[row]++;
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
        countByRow[row] = oldCounts[i];
      }
    }
  }

  /** Shows every kind; {@code names} may be null. */
  void accept(SnapshotVisitor visitor, SnapshotNames names, BirthTable births) {
    int[] rows;
    long[] counts;
    lock.lock();
    try {
      rows = this.rows.clone();
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
      }
    }
  }
}
