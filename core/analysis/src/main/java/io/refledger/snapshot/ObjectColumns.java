package io.refledger.snapshot;

import com.carrotsearch.hppc.IntArrayList;

/** The records of live objects, one entry a node in each column. */
final class ObjectColumns {

  static final int SLOT = 0;
  static final int TYPE = 1;
  static final int ALLOCATION_CONTEXT = 2;
  static final int BIRTH_CLOCK = 3;
  static final int DROP_CONTEXT = 4;
  static final int DROP_CLOCK = 5;
  static final int REFCOUNT = 6;
  static final int PINS = 7;
  static final int GENERATION = 8;
  static final int SIZE_BYTES = 9;

  private static final int COLUMNS = 10;

  private final int[][] entriesByColumn = new int[COLUMNS][];

  /** Copies rows that were laid one after the other, each in the order of the columns. */
  ObjectColumns(IntArrayList rows) {
    int nodes = rows.size() / COLUMNS;
    for (int column = 0; column < COLUMNS; column++) {
      int[] entries = new int[nodes];
      for (int node = 0; node < nodes; node++) {
        entries[node] = rows.get(node * COLUMNS + column);
      }
      entriesByColumn[column] = entries;
    }
  }

  static int nodesIn(IntArrayList rows) {
    return rows.size() / COLUMNS;
  }

  int nodes() {
    return entriesByColumn[SLOT].length;
  }

  int get(int column, int node) {
    return entriesByColumn[column][node];
  }
}
