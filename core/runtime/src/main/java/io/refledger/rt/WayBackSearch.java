package io.refledger.rt;

import io.refledger.rt.table.Cells;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/*
 * Breadth first, so that the first way found is a shortest one. Objects are visited in the order of
 * the cells that lead to them, and of several cells the first is kept: with the graph the way is
 * given, whatever the slots are. Scratch of an object is 1 once it is visited.
 *
 * Cost: what is looked at is bounded, in one search and in all searches of a collection, so that a
 * cycle through an array of a million elements costs its telling, not time.
 */
/**
 * Finds the references of a cycle: its closing edge, and the shortest way from that one's referent
 * back to its referrer through condemned objects. For one thread at a time.
 */
final class WayBackSearch {
  /** The references of the longest cycle that is told, the closing edge among them. */
  static final int MOST_REFERENCES = 64;

  /** The cells that one search looks at. */
  static final int MOST_CELLS = 1 << 18;

  /** The cells that all searches of a collection look at. */
  private static final int MOST_CELLS_OF_ALL = 1 << 20;

  /** Ints of a reference: birth id of its referrer, index, store context. */
  static final int ROW = 3;

  private static final long CONDEMNED = CountWord.DEAD | CountWord.ORANGE_BIT;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final Cells cells;

  /** The objects met, in their order. */
  private final IntVector visited = new IntVector(64);

  /** By position in visited: the position of the object that led here. */
  private final IntVector parents = new IntVector(64);

  /** By position in visited: the cell that led here. */
  private final IntVector indexes = new IntVector(64);

  /** Rows of the references found. */
  private final IntVector rows = new IntVector(64);

  private int cellsLeft;
  private int cellsLeftOfAll;

  WayBackSearch(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
    cells = new Cells(table, edges);
  }

  /** Another collection begins to search. */
  void begin() {
    cells.begin();
    cellsLeftOfAll = MOST_CELLS_OF_ALL;
  }

  /**
   * The rows of the cycle that the cell {@code index} of {@code referrer} has closed, that one
   * first; null if it is not found within the bounds. Valid until the next search. Contract:
   * scratch is 0, and so it is after it.
   */
  IntVector find(int referrer, int index, int referent) {
    rows.clear();
    visit(referent, 0, 0);
    cellsLeft = Math.min(MOST_CELLS, cellsLeftOfAll);
    cellsLeftOfAll -= cellsLeft;
    boolean isFound = referent == referrer || spread(referrer);
    cellsLeftOfAll += cellsLeft;
    if (isFound) {
      trace(referrer, index);
    }
    for (int i = 0; i < visited.size(); i++) {
      table.setScratch(visited.get(i), 0);
    }
    visited.clear();
    parents.clear();
    indexes.clear();
    return isFound ? rows : null;
  }

  private void visit(int slot, int parent, int index) {
    table.setScratch(slot, 1);
    visited.add(slot);
    parents.add(parent);
    indexes.add(index);
  }

  /** Whether {@code to} is met, which is visited last then. */
  private boolean spread(int to) {
    int at = 0;
    // Invariant: left of 'at' is what fewer than 'steps' references lead to.
    for (int steps = 0; steps < MOST_REFERENCES - 1 && at < visited.size(); steps++) {
      for (int end = visited.size(); at < end; at++) {
        if (leadsTo(to, at)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Visits what the object at a position refers to, as far as {@code to}. */
  private boolean leadsTo(int to, int position) {
    int slot = visited.get(position);
    int count = Math.min(cells.of(slot, table.word(slot)), cellsLeft);
    for (int n = 0; n < count; n++) {
      cellsLeft--;
      int referent = cells.referent(n);
      if (isNew(referent)) {
        visit(referent, position, n);
        if (referent == to) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isNew(int slot) {
    return slot != 0 && (table.word(slot) & CONDEMNED) == CONDEMNED && table.scratch(slot) == 0;
  }

  /** After this, rows has the closing edge and the way to the object that was visited last. */
  private void trace(int referrer, int closing) {
    for (int at = visited.size() - 1; at > 0; at = parents.get(at)) {
      addReversed(visited.get(parents.get(at)), indexes.get(at));
    }
    addReversed(referrer, closing);
    rows.reverseFrom(0);
  }

  private void addReversed(int referrer, int index) {
    rows.add(edges.storeContext(referrer, index));
    rows.add(index);
    rows.add(table.birthId(referrer));
  }

  void dispose() {
    visited.dispose();
    parents.dispose();
    indexes.dispose();
    rows.dispose();
  }
}
