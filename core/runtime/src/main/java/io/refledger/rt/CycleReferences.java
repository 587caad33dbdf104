package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.IntVector;

/*
 * A cycle is a run of ints: the number of its references, then the rows of WayBackSearch. A run is
 * never changed once it is there, and what grows is a copy: a reader needs the array alone.
 */
/** The references of one cycle of each kind, of limited size. For one thread at a time. */
final class CycleReferences {
  private static final int MOST_INTS = 1 << 20;

  private int[] runs = new int[256];

  /** Where the next run begins; none begins at 0. */
  private int free = 1;

  /** Where the run of these rows begins from now on, 0 if there is no room for it. May allocate. */
  int add(IntVector rows) {
    int start = free;
    int end = start + 1 + rows.size();
    if (end > MOST_INTS) {
      return 0;
    }
    if (end > runs.length) {
      int[] longer = new int[Math.max(end, 2 * runs.length)];
      System.arraycopy(runs, 0, longer, 0, start);
      runs = longer;
    }
    runs[start] = rows.size() / WayBackSearch.ROW;
    for (int i = 0; i < rows.size(); i++) {
      runs[start + 1 + i] = rows.get(i);
    }
    free = end;
    return start;
  }

  /** All runs, to be read with {@link #show}. */
  int[] runs() {
    return runs;
  }

  /** Shows the cycle whose run begins at {@code start}; {@code names} may be null. Allocates. */
  static void show(
      int[] runs, int start, SnapshotVisitor visitor, SnapshotNames names, BirthTable births) {
    int references = runs[start];
    int[] types = new int[references];
    String[] fields = new String[references];
    int[] contexts = new int[references];
    for (int n = 0; n < references; n++) {
      int at = start + 1 + n * WayBackSearch.ROW;
      types[n] = births.type(runs[at]);
      fields[n] = names == null ? null : names.referenceName(types[n], runs[at + 1]);
      contexts[n] = runs[at + 2];
    }
    visitor.cycleReferences(types, fields, contexts);
  }
}
