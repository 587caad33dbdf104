package io.refledger.rt;

import static io.refledger.rt.table.CountWord.DEAD;
import static io.refledger.rt.table.CountWord.DYING_BIT;
import static io.refledger.rt.table.CountWord.ORANGE_BIT;
import static io.refledger.rt.table.CountWord.WEAK_BIT;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.SpinLock;
import io.refledger.rt.table.WeakCounts;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Stable;

/*
 * An object that a Reference refers to may come back after its death, and with it all that it refers
 * to. So when it dies its record keeps its references, as negative cells, and what they lead to is
 * held weakly: it dies at its time, but its slot goes to nobody else, and it keeps its references in
 * the same way. A chain of such records may close a cycle, so counts could not tell when it ends: a
 * sweep finds what no Reference leads to any more.
 *
 *   keepers   every record with kept references was entered here when it began to die; others may be
 *             here too: those that came back, or are free or used again
 *   kept      the slots that WeakCounts says are kept, each once
 *
 * Scratch during a sweep, 0 before and after: KEEPER, REACHED (a kept reference leads here from a
 * keeper that is not free yet), MARKED (a keeper that is not free yet).
 */
/** The dead records that keep their references, for some Reference may still hand them out. */
final class Quarantine {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int FIRST_LIMIT = 4096;
  private static final int KEEPER = 1;
  private static final int REACHED = 2;
  private static final int MARKED = 4;

  @Stable private final ShadowTable table;
  @Stable private final EdgeTable edges;
  @Stable private final WeakCounts weakCounts;
  @Stable private final Slots slots;
  @Stable private final SpinLock lock = new SpinLock();

  /** Guarded by lock, and so is kept. */
  private IntVector keepers = new IntVector(64);

  private IntVector kept = new IntVector(64);

  /** The lists before the running sweep; its own at other times. */
  private IntVector sweptKeepers = new IntVector(64);

  private IntVector sweptKept = new IntVector(64);
  @Stable private final IntVector open = new IntVector(64);
  @Stable private final IntVector reached = new IntVector(64);

  /** Lists longer than this ask for a sweep. Plain: a reader may be late. */
  private int limit = FIRST_LIMIT;

  /** Plain: a reader may be late. */
  private boolean isDue;

  Quarantine(ShadowTable table, EdgeTable edges, WeakCounts weakCounts, Slots slots) {
    this.table = table;
    this.edges = edges;
    this.weakCounts = weakCounts;
    this.slots = slots;
  }

  /** Whether anything holds a slot weakly. */
  boolean isHeld(int slot) {
    return weakCounts.isHeld(slot);
  }

  /** Whether a dying object is to keep its references; then it is entered. */
  boolean admits(int slot) {
    if (!weakCounts.isHeld(slot)) {
      return false;
    }
    lock.lock();
    try {
      keepers.add(slot);
      isDue |= keepers.size() > limit;
    } finally {
      lock.unlock();
    }
    return true;
  }

  /**
   * A dying object keeps its reference to {@code slot}. Contract: no sweep runs until its cell says
   * so, and the reference is still counted.
   */
  void keep(int slot) {
    table.changeWord(slot, 0, WEAK_BIT);
    if (weakCounts.keep(slot)) {
      lock.lock();
      try {
        kept.add(slot);
        isDue |= kept.size() > limit;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Whether the lists have grown so long that a sweep is worth its while. */
  boolean isDue() {
    return isDue;
  }

  /**
   * Frees what no Reference leads to. Contract: mutators are stopped, scratch is 0; so it is after.
   * A record in the lists that is free or used again does no harm: at worst what it seems to keep
   * stays until the next sweep.
   */
  void sweep(Context c) {
    takeLists();
    findKeepers();
    trace();
    int stay = dropUnreached();
    keepMarked();
    for (int i = 0; i < reached.size(); i++) {
      table.setScratch(reached.get(i), 0);
    }
    reached.clear();
    limit = Math.max(FIRST_LIMIT, 2 * Math.max(stay, keepers.size()));
    for (int i = 0; i < sweptKept.size(); i++) {
      slots.leaveQuarantine(sweptKept.get(i), c);
    }
    sweptKept.clear();
  }

  private void takeLists() {
    lock.lock();
    try {
      IntVector empty = sweptKeepers;
      sweptKeepers = keepers;
      keepers = empty;
      empty = sweptKept;
      sweptKept = kept;
      kept = empty;
      isDue = false;
    } finally {
      lock.unlock();
    }
  }

  /** After this, the swept list has each record once that keeps references or is about to. */
  private void findKeepers() {
    int found = 0;
    for (int i = 0; i < sweptKeepers.size(); i++) {
      int slot = sweptKeepers.get(i);
      if (table.scratch(slot) == 0 && isKeeper(slot)) {
        table.setScratch(slot, KEEPER);
        sweptKeepers.set(found++, slot);
      }
    }
    sweptKeepers.truncate(found);
  }

  private boolean isKeeper(int slot) {
    long word = table.word(slot);
    long dying = DEAD | DYING_BIT | WEAK_BIT;
    return (word & dying) == dying || edges.hasKept(slot, word);
  }

  /** After this, all that References lead to is marked, and what marked ones keep is reached. */
  private void trace() {
    for (int i = 0; i < sweptKeepers.size(); i++) {
      if (isRoot(sweptKeepers.get(i))) {
        mark(sweptKeepers.get(i));
      }
    }
    while (!open.isEmpty()) {
      reachFrom(open.removeLast());
    }
  }

  /** What is referred to, or is on its way into the quarantine or out of it. */
  private boolean isRoot(int slot) {
    long word = table.word(slot);
    return !CountWord.isDead(word)
        || (word & (DYING_BIT | ORANGE_BIT)) != 0
        || weakCounts.references(slot) > 0;
  }

  private void mark(int slot) {
    int scratch = table.scratch(slot);
    if ((scratch & MARKED) == 0) {
      table.setScratch(slot, scratch | MARKED);
      open.add(slot);
    }
  }

  private void reachFrom(int slot) {
    long word = table.word(slot);
    long cells = edges.cells(slot, word);
    for (int i = edges.cellCount(slot, word) - 1; i >= 0; i--) {
      int referent = -U.getInt(cells + 4L * i);
      if (referent > 0 && referent <= table.last()) {
        reach(referent);
      }
    }
  }

  private void reach(int slot) {
    int scratch = table.scratch(slot);
    if ((scratch & REACHED) == 0) {
      table.setScratch(slot, scratch | REACHED);
      reached.add(slot);
    }
    if ((scratch & KEEPER) != 0) {
      mark(slot);
    }
  }

  /**
   * After this, kept has those again that are reached, and the swept list the others that nothing
   * holds weakly.
   *
   * @return the number of those that are reached
   */
  private int dropUnreached() {
    int stay = 0;
    int free = 0;
    for (int i = 0; i < sweptKept.size(); i++) {
      int slot = sweptKept.get(i);
      if ((table.scratch(slot) & REACHED) != 0) {
        stay++;
        stayKept(slot);
      } else if (weakCounts.letGo(slot)) {
        sweptKept.set(free++, slot);
      }
    }
    sweptKept.truncate(free);
    return stay;
  }

  private void stayKept(int slot) {
    lock.lock();
    try {
      kept.add(slot);
    } finally {
      lock.unlock();
    }
  }

  /** After this, keepers has the marked ones again, and none of the swept ones has scratch. */
  private void keepMarked() {
    lock.lock();
    try {
      for (int i = 0; i < sweptKeepers.size(); i++) {
        int slot = sweptKeepers.get(i);
        if ((table.scratch(slot) & MARKED) != 0) {
          keepers.add(slot);
        }
        table.setScratch(slot, 0);
      }
      sweptKeepers.clear();
    } finally {
      lock.unlock();
    }
  }

  void dispose() {
    keepers.dispose();
    kept.dispose();
    sweptKeepers.dispose();
    sweptKept.dispose();
    open.dispose();
    reached.dispose();
  }
}
