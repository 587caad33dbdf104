package io.refledger.rt;

import static io.refledger.rt.table.CountWord.ARRAY_BIT;
import static io.refledger.rt.table.CountWord.OPEN_BIT;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/*
 * The object with the latest drop stamp of those that lead to another is the one whose last
 * reference from outside went last, and took the other with it (Merlin's idea): searches start from
 * the objects in that order, and whatever one search finds died with its start. Scratch of a member
 * is UNVISITED, then the slot from which it was reached (its own if a search started there),
 * negative once a kind has counted it as the outermost.
 */
/** The chains from outermost objects to open resources in the detector's garbage. */
final class UnclosedGarbage {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long CONDEMNED = CountWord.DEAD | CountWord.ORANGE_BIT;
  private static final int UNVISITED = Integer.MIN_VALUE;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final UnclosedKinds unclosedKinds;
  private final InterruptedChains interrupted;

  /** The garbage, latest drop stamp first. */
  private final IntVector starts = new IntVector(16);

  private final IntVector queue = new IntVector(16);

  /** The steps of a chain that led to the outermost object: what died before it. */
  private final IntVector before = new IntVector(16);

  /** From a resource up to the start of its search. */
  private final IntVector path = new IntVector(16);

  UnclosedGarbage(
      ShadowTable table,
      EdgeTable edges,
      UnclosedKinds unclosedKinds,
      InterruptedChains interrupted) {
    this.table = table;
    this.edges = edges;
    this.unclosedKinds = unclosedKinds;
    this.interrupted = interrupted;
  }

  /** Notes every open resource among {@code garbage}. Linear but for the sorting. */
  void note(IntVector garbage, ObjectKinds kinds) {
    starts.clear();
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      if ((table.word(slot) & CONDEMNED) == CONDEMNED && table.scratch(slot) == 0) {
        table.setScratch(slot, UNVISITED);
        starts.add(slot);
      }
    }
    sort();
    for (int i = 0; i < starts.size(); i++) {
      if (table.scratch(starts.get(i)) == UNVISITED) {
        search(starts.get(i), kinds);
      }
    }
    for (int i = 0; i < starts.size(); i++) {
      table.setScratch(starts.get(i), 0);
    }
  }

  /** Heapsort: after this, no start has an earlier stamp than the one behind it. */
  private void sort() {
    for (int i = starts.size() / 2 - 1; i >= 0; i--) {
      siftDown(i, starts.size());
    }
    for (int end = starts.size() - 1; end > 0; end--) {
      swap(0, end);
      siftDown(0, end);
    }
  }

  /** After this, no start below {@code parent} is earlier than the one above it. */
  private void siftDown(int parent, int end) {
    int at = parent;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end && isEarlier(child + 1, child)) {
        child++;
      }
      if (!isEarlier(child, at)) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private boolean isEarlier(int i, int j) {
    return table.dropClock(starts.get(i)) - table.dropClock(starts.get(j)) < 0;
  }

  private void swap(int i, int j) {
    int swapped = starts.get(i);
    starts.set(i, starts.get(j));
    starts.set(j, swapped);
  }

  /** Breadth first, so that chains are the shortest. */
  private void search(int start, ObjectKinds kinds) {
    queue.clear();
    reach(start, start);
    for (int head = 0; head < queue.size(); head++) {
      int slot = queue.get(head);
      long word = table.word(slot);
      if ((word & OPEN_BIT) != 0 && kinds.isResource(slot)) {
        noteChain(slot, start);
      }
      long cells = edges.cells(slot, word);
      for (int n = 0, count = edges.cellCount(slot, word); n < count; n++) {
        int referent = U.getInt(cells + 4L * n);
        if (referent > 0 && table.scratch(referent) == UNVISITED) {
          reach(referent, slot);
        }
      }
    }
  }

  private void reach(int slot, int from) {
    table.setScratch(slot, from);
    queue.add(slot);
  }

  private void noteChain(int resource, int start) {
    path.clear();
    path.add(resource);
    int outermost = 0;
    for (int i = 1; i < UnclosedResources.MOST_STEPS; i++) {
      int inner = path.get(i - 1);
      int slot = Math.abs(table.scratch(inner));
      if (slot == inner) {
        break;
      }
      path.add(slot);
      if ((table.word(slot) & OPEN_BIT) != 0) {
        outermost = i;
      }
    }
    int top = path.get(outermost);
    boolean isFirst = isFirstOf(top);
    before.clear();
    if (table.dropContext(top) == table.dropContext(start)) {
      boolean isFirstOfAll = interrupted.take(top, table.dropClock(top), before);
      isFirst = before.isEmpty() ? isFirst : isFirstOfAll;
    }
    long leadingBytes = 0;
    unclosedKinds.begin(table.dropContext(start), 0);
    for (int i = 0; i < before.size(); i += InterruptedChains.STEP) {
      int birthId = before.get(i);
      unclosedKinds.step(Math.abs(birthId), birthId > 0, before.get(i + 1), before.get(i + 2));
      leadingBytes += before.get(i + 3);
    }
    for (int i = outermost; i > 0; i--) {
      step(path.get(i), path.get(i - 1));
      leadingBytes += edges.sizeBytes(path.get(i));
    }
    unclosedKinds.end(table.birthId(resource), isFirst, edges.sizeBytes(resource), leadingBytes);
  }

  private void step(int slot, int referent) {
    long word = table.word(slot);
    long cells = edges.cells(slot, word);
    int count = edges.cellCount(slot, word);
    int index = 0;
    while (index < count - 1 && U.getInt(cells + 4L * index) != referent) {
      index++;
    }
    unclosedKinds.step(
        table.birthId(slot),
        (word & OPEN_BIT) != 0,
        (word & ARRAY_BIT) != 0 ? UnclosedKinds.ARRAY_ELEMENT : index,
        edges.storeContext(slot, index));
  }

  private boolean isFirstOf(int outermost) {
    int from = table.scratch(outermost);
    table.setScratch(outermost, -Math.abs(from));
    return from > 0;
  }

  void dispose() {
    starts.dispose();
    queue.dispose();
    path.dispose();
    before.dispose();
  }
}
