package io.refledger.rt;

import io.refledger.rt.table.Cells;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/*
 * Strongly connected components by Tarjan's algorithm in Pearce's form [1], with stacks of its own.
 * Scratch of a member, in this order:
 *
 *   UNVISITED
 *   visited      the least number known to be reachable, at most its own; numbers rise from FIRST
 *   CURRENT      in the component that is being noted
 *   negative     in a component that is complete: the complement of its tree in GarbageSets
 *
 * One search does for both: it sees every edge, so it finds the sets, too. What dropped a set is
 * known at the end only, and closing edges wait for that.
 *
 * Another thread may release a condemned object meanwhile: every cell is read at the cursor, so a
 * cell that goes costs a finding, not termination. Linear in objects and edges.
 *
 * [1] D. J. Pearce, A space-efficient algorithm for finding strongly connected components, 2016.
 */
/**
 * What garbage is told by: the statement that dropped each of its sets, and the cycles in it,
 * strongly connected components of more than one object, or of one that refers to itself. The
 * closing edge of a cycle leads from its youngest object to another of its objects, or to itself.
 */
final class GarbageCycles {
  private static final long CONDEMNED = CountWord.DEAD | CountWord.ORANGE_BIT;
  private static final int UNVISITED = 1;
  private static final int FIRST = 2;
  private static final int CURRENT = Integer.MAX_VALUE;

  /** Ints of a closing edge. */
  private static final int ROW = 7;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final Cells cells;
  private final CycleKinds kinds;
  private final GarbageSets sets;
  private final WayBackSearch wayBack;

  /** The path from the start of the search to the object that it is at. */
  private final IntVector path = new IntVector(64);

  /** By position in the path: the next cell to follow. */
  private final IntVector cursors = new IntVector(64);

  /** By position in the path: the object's own number. */
  private final IntVector numbers = new IntVector(64);

  /** The visited objects that are in no complete component, by their numbers. */
  private final IntVector open = new IntVector(64);

  /** Rows of birth ids of referent and referrer, index and context of the edge, tree, slots. */
  private final IntVector closings = new IntVector(64);

  private int nextNumber;

  /** The tree that grows. */
  private int tree;

  GarbageCycles(ShadowTable table, EdgeTable edges, CycleKinds kinds) {
    this.table = table;
    this.edges = edges;
    this.kinds = kinds;
    cells = new Cells(table, edges);
    sets = new GarbageSets(table);
    wayBack = new WayBackSearch(table, edges);
  }

  /**
   * After this, every member carries the latest stamp of its set. Contract: scratch is 0, and so it
   * is after it. Does nothing without sites.
   */
  void findDrops(IntVector garbage) {
    if (table.sites) {
      search(garbage, 0);
    }
  }

  /**
   * As findDrops of what is condemned of the garbage; kinds has counted every cycle in it once, and
   * been told the references of each that it met for the first time.
   */
  void note(IntVector garbage) {
    if (table.sites) {
      search(garbage, CONDEMNED);
      noteClosings();
    }
  }

  /** Members are those with {@code bits} in their words. */
  private void search(IntVector garbage, long bits) {
    cells.begin();
    sets.clear();
    closings.clear();
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      if ((table.word(slot) & bits) == bits) {
        table.setScratch(slot, UNVISITED);
      }
    }
    nextNumber = FIRST;
    for (int i = 0; i < garbage.size(); i++) {
      if (table.scratch(garbage.get(i)) == UNVISITED) {
        grow(garbage.get(i));
      }
    }
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      int scratch = table.scratch(slot);
      if (scratch != 0) {
        sets.stamp(slot, ~scratch);
        table.setScratch(slot, 0);
      }
    }
  }

  /** After this, all that {@code start} reaches is in a complete component. */
  private void grow(int start) {
    tree = sets.plant(start);
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
    sets.add(slot, tree);
  }

  /**
   * The next unvisited referent of the object at the end of the path, 0 for none. The cursor stays
   * on it, so that its number is taken over once it has been left.
   */
  private int nextUnvisited() {
    int last = path.size() - 1;
    int slot = path.get(last);
    int count = cells.of(slot, table.word(slot));
    int least = table.scratch(slot);
    int unvisited = 0;
    for (int n = cursors.get(last); n < count && unvisited == 0; n++) {
      int referent = cells.referent(n);
      int reached = table.scratch(referent);
      if (reached == UNVISITED) {
        cursors.set(last, n);
        unvisited = referent;
      } else if (reached < 0 && ~reached != tree) {
        sets.unite(tree, ~reached);
      } else if (reached > 0 && reached < least) {
        least = reached;
      }
    }
    table.setScratch(slot, least);
    return unvisited;
  }

  private void leave() {
    int slot = path.removeLast();
    int number = numbers.removeLast();
    cursors.removeLast();
    if (table.scratch(slot) == number) {
      completeComponent(number);
    }
  }

  /** After this, the open objects with this number or a higher one are in a complete component. */
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
    findClosing(youngest);
    for (int i = from; i < open.size(); i++) {
      table.setScratch(open.get(i), ~tree);
    }
    open.truncate(from);
  }

  /** Birth clocks compare by their difference; of two equal ones the higher slot is younger. */
  private boolean isYounger(int slot, int other) {
    int later = table.birthClock(slot) - table.birthClock(other);
    return later > 0 || (later == 0 && slot > other);
  }

  /** The youngest of a cycle refers into it, and none of its objects is younger. */
  private void findClosing(int youngest) {
    int count = cells.of(youngest, table.word(youngest));
    for (int n = 0; n < count; n++) {
      int referent = cells.referent(n);
      if (table.scratch(referent) == CURRENT) {
        closings.add(table.birthId(referent));
        closings.add(table.birthId(youngest));
        closings.add(n);
        closings.add(edges.storeContext(youngest, n));
        closings.add(tree);
        closings.add(referent);
        closings.add(youngest);
        return;
      }
    }
  }

  private void noteClosings() {
    wayBack.begin();
    for (int i = 0; i < closings.size(); i += ROW) {
      boolean isFirst =
          kinds.note(
              closings.get(i),
              table.dropContext(sets.latest(closings.get(i + 4))),
              closings.get(i + 1),
              closings.get(i + 2),
              closings.get(i + 3));
      if (isFirst) {
        tellReferences(closings.get(i + 6), closings.get(i + 2), closings.get(i + 5));
      }
    }
  }

  private void tellReferences(int referrer, int index, int referent) {
    IntVector cycle = wayBack.find(referrer, index, referent);
    if (cycle != null) {
      kinds.tellNewest(cycle);
    }
  }

  void dispose() {
    path.dispose();
    cursors.dispose();
    numbers.dispose();
    open.dispose();
    closings.dispose();
    sets.dispose();
    wayBack.dispose();
  }
}
