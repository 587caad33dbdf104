package io.refledger.rt;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/*
 * Strongly connected components by Tarjan's algorithm in Pearce's form [1], with stacks of its own.
 * Scratch of a member, in this order:
 *
 *   UNVISITED
 *   visited      the least number known to be reachable, at most its own; numbers rise from FIRST
 *   CURRENT      in the component that is being noted
 *   DONE         in a component that has been noted
 *
 * Another thread may release a condemned object meanwhile: every cell is read at the cursor, so a
 * cell that goes costs a finding, not termination. Linear in objects and edges.
 *
 * [1] D. J. Pearce, A space-efficient algorithm for finding strongly connected components, 2016.
 */
/**
 * The cycles in condemned garbage: strongly connected components of more than one object, or of one
 * that refers to itself. The closing edge of a cycle leads from its youngest object to another of
 * its objects, or to itself.
 */
final class GarbageCycles {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long CONDEMNED = CountWord.DEAD | CountWord.ORANGE_BIT;
  private static final int UNVISITED = 1;
  private static final int FIRST = 2;
  private static final int CURRENT = Integer.MAX_VALUE - 1;
  private static final int DONE = Integer.MAX_VALUE;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final CycleKinds kinds;

  /** The path from the start of the search to the object that it is at. */
  private final IntVector path = new IntVector(64);

  /** By position in the path: the next cell to follow. */
  private final IntVector cursors = new IntVector(64);

  /** By position in the path: the object's own number. */
  private final IntVector numbers = new IntVector(64);

  /** The visited objects that are in no complete component, by their numbers. */
  private final IntVector open = new IntVector(64);

  private int nextNumber;

  GarbageCycles(ShadowTable table, EdgeTable edges, CycleKinds kinds) {
    this.table = table;
    this.edges = edges;
    this.kinds = kinds;
  }

  /**
   * After this, kinds has counted every cycle once, and scratch is 0. Contract: scratch is 0; drop
   * stamps are those of the sets.
   */
  void note(IntVector garbage) {
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      if ((table.word(slot) & CONDEMNED) == CONDEMNED) {
        table.setScratch(slot, UNVISITED);
      }
    }
    nextNumber = FIRST;
    for (int i = 0; i < garbage.size(); i++) {
      if (table.scratch(garbage.get(i)) == UNVISITED) {
        search(garbage.get(i));
      }
    }
    for (int i = 0; i < garbage.size(); i++) {
      table.setScratch(garbage.get(i), 0);
    }
  }

  /** After this, all that {@code start} reaches is DONE. */
  private void search(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int child = nextUnvisited();
      if (child != 0) {
        enter(child);
      } else {
        leave();
      }
    }
  }

  private void enter(int slot) {
    table.setScratch(slot, nextNumber);
    path.add(slot);
    cursors.add(0);
    numbers.add(nextNumber++);
    open.add(slot);
  }

  /**
   * The next unvisited referent of the object at the end of the path, 0 for none. The cursor stays
   * on it, so that its number is taken over once it has been left.
   */
  private int nextUnvisited() {
    int last = path.size() - 1;
    int slot = path.get(last);
    long word = table.word(slot);
    long cells = edges.cells(slot, word);
    int count = edges.cellCount(slot, word);
    for (int n = cursors.get(last); n < count; n++) {
      int referent = U.getInt(cells + 4L * n);
      int reached = referent <= 0 ? 0 : table.scratch(referent);
      if (reached == UNVISITED) {
        cursors.set(last, n);
        return referent;
      }
      if (reached != 0 && reached < table.scratch(slot)) {
        table.setScratch(slot, reached);
      }
    }
    return 0;
  }

  private void leave() {
    int slot = path.removeLast();
    int number = numbers.removeLast();
    cursors.removeLast();
    if (table.scratch(slot) == number) {
      completeComponent(number);
    }
  }

  /** After this, the open objects with this number or a higher one are DONE. */
  private void completeComponent(int number) {
    int from = open.size();
    int youngest = 0;
    while (from > 0 && table.scratch(open.get(from - 1)) >= number) {
      int slot = open.get(--from);
      table.setScratch(slot, CURRENT);
      if (youngest == 0 || isYounger(slot, youngest)) {
        youngest = slot;
      }
    }
    noteClosingEdge(youngest);
    for (int i = from; i < open.size(); i++) {
      table.setScratch(open.get(i), DONE);
    }
    open.truncate(from);
  }

  /** Birth clocks compare by their difference; of two equal ones the higher slot is younger. */
  private boolean isYounger(int slot, int other) {
    int later = table.birthClock(slot) - table.birthClock(other);
    return later > 0 || (later == 0 && slot > other);
  }

  /** The youngest of a cycle refers into it, and none of its objects is younger. */
  private void noteClosingEdge(int youngest) {
    long word = table.word(youngest);
    long cells = edges.cells(youngest, word);
    int count = edges.cellCount(youngest, word);
    for (int n = 0; n < count; n++) {
      int referent = U.getInt(cells + 4L * n);
      if (referent > 0 && table.scratch(referent) == CURRENT) {
        kinds.note(
            table.birthId(referent),
            table.dropContext(referent),
            table.birthId(youngest),
            n,
            edges.storeContext(youngest, n));
        return;
      }
    }
  }

  void dispose() {
    path.dispose();
    cursors.dispose();
    numbers.dispose();
    open.dispose();
  }
}
