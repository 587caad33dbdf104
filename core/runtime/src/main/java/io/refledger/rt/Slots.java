package io.refledger.rt;

import static io.refledger.rt.table.CountWord.ARRAY_BIT;
import static io.refledger.rt.table.CountWord.BLOCK_BIT;
import static io.refledger.rt.table.CountWord.COUNTS_MASK;
import static io.refledger.rt.table.CountWord.DEAD;
import static io.refledger.rt.table.CountWord.DYING_BIT;
import static io.refledger.rt.table.CountWord.LEAF_BIT;
import static io.refledger.rt.table.CountWord.ORANGE_BIT;
import static io.refledger.rt.table.CountWord.TRACKED_BIT;
import static io.refledger.rt.table.CountWord.WEAK_BIT;

import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.SlotQueue;
import io.refledger.rt.table.SpinLock;
import io.refledger.rt.table.Stripes;
import io.refledger.rt.table.WeakCounts;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.Stable;

/*
 * States of a slot:
 *   virgin       behind highWater
 *   fresh        DEAD, in the chunk of one context
 *   live         not DEAD
 *   dying        DEAD and DYING: some thread is releasing its references
 *   condemned    DEAD and ORANGE: found by the detector, being cleared
 *   quarantined  DEAD and WEAK: freed, but some Reference may still hand its object out, or one
 *                that refers to it; it keeps its references
 *   free         DEAD, none of these: in the queue of one context, or of all
 * A context uses a slot again only when more than reuseDistance others wait behind it, or, with very
 * many contexts, in the queue of all; one that is withheld it drops.
 *
 * Chunks of fresh slots are small at first and double, so that a thread that makes little takes
 * little; those of very many contexts grow by an eighth, so that what each does not use is a small
 * part of what it has made. When fresh ones are refused, a thread uses what it has freed at once, and
 * keeps less of it for itself; but an object without references gets what nobody else waits for.
 */
/** Gives slots out and takes them back. */
final class Slots {
  private static final long NOT_FREE = DYING_BIT | ORANGE_BIT | WEAK_BIT;
  private static final int SHARED_BATCH = 1024;

  private static final int LEAST_BATCH = 4;

  /** Of very many contexts each gets its chunk less this shift. */
  private static final int MANY_SHIFT = 3;

  @Stable private final ShadowTable table;
  @Stable private final EdgeTable edges;
  @Stable private final PoolSimulator pool;
  @Stable private final WeakCounts weakCounts;
  @Stable private final Stripes stripes;
  @Stable private final int reuseDistance;
  @Stable private final MemoryBudget budget;
  @Stable private final SpinLock lock = new SpinLock();
  @Stable private final WithheldSlots withheld = new WithheldSlots();

  /** Slots that some context had too many of; guarded by the lock. */
  @Stable private final SlotQueue shared = new SlotQueue();

  /** How many slots a context frees before it uses the first of them again itself; plain. */
  private int distance;

  /** How many slots a context gets, or gives, at once; plain. */
  private int batch = SHARED_BATCH;

  /** Whether there are so many contexts that none uses a slot again that did not wait in shared. */
  private boolean areMany;

  Slots(
      ShadowTable table,
      EdgeTable edges,
      PoolSimulator pool,
      WeakCounts weakCounts,
      Stripes stripes,
      int reuseDistance,
      MemoryBudget budget) {
    this.table = table;
    this.edges = edges;
    this.pool = pool;
    this.weakCounts = weakCounts;
    this.stripes = stripes;
    this.reuseDistance = reuseDistance;
    this.distance = reuseDistance;
    this.budget = budget;
  }

  /**
   * So many shares of few contexts there are. Of very many contexts each keeps little. Then it is
   * all of them together that use no slot again too soon.
   */
  void shareAmong(int shares) {
    areMany = shares > 1;
    distance = areMany ? Integer.MAX_VALUE : reuseDistance;
    batch = Math.max(LEAST_BATCH, SHARED_BATCH / shares);
  }

  /** How many slots this context gets at once: more with each time. */
  private int most(Context c) {
    int most = areMany ? Math.max(LEAST_BATCH, c.chunkSlots >> MANY_SHIFT) : c.chunkSlots;
    return Math.min(batch, most);
  }

  /**
   * A slot of this thread's own, its word {@code word} plus late units; 0 if there is none.
   *
   * @param share MemoryBudget's
   */
  int take(long word, int share, Context c) {
    while (true) {
      int slot = next(share, c);
      if (slot == 0 || (!withheld.contains(slot) && claim(slot, word))) {
        return slot;
      }
    }
  }

  /** No object is born with this slot from now on. */
  void withhold(int slot) {
    if (slot <= table.capacity()) {
      withheld.add(slot);
    }
  }

  private int next(int share, Context c) {
    if (c.freed.size() > distance) {
      return c.freed.poll();
    }
    if (c.freshSlot != c.freshEnd) {
      return c.freshSlot++;
    }
    return refill(share, c);
  }

  @DontInline
  private int refill(int share, Context c) {
    if (c.ready.size() > 0) {
      return c.ready.poll();
    }
    int most = most(c);
    c.chunkSlots = Math.min(SHARED_BATCH, c.chunkSlots + (areMany ? most : c.chunkSlots));
    SlotQueue taken = takeShared(most, c);
    if (taken != null) {
      return taken.poll();
    }
    int first = table.carve(most, share);
    if (first == 0) {
      return share == MemoryBudget.LEAVES ? 0 : lastFreed(c);
    }
    c.freshSlot = first + 1;
    c.freshEnd = first + table.carvedSlots(first, most);
    return first;
  }

  /** A slot of this thread's, or of all, however short it has waited: there is no other memory. */
  private int lastFreed(Context c) {
    int own = c.freed.poll();
    if (own != 0) {
      return own;
    }
    lock.lock();
    try {
      return shared.poll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Where some of the slots of all threads are now; null if there are too few. Of very many threads
   * the slots behind one may have been freed before it, as each collects some: so there are to be
   * twice as many.
   */
  private SlotQueue takeShared(int most, Context c) {
    lock.lock();
    try {
      if (shared.size() < (areMany ? 2 * reuseDistance + most : most)) {
        return null;
      }
      SlotQueue taken = areMany ? c.ready : c.freed;
      for (int i = 0; i < most; i++) {
        taken.add(shared.poll());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Late units of others, added to a dead word and not yet taken back, stay in it. From the moment
   * that the word is live the detector looks at the record: it finds no references of the object
   * that was there before.
   */
  private boolean claim(int slot, long fresh) {
    while (true) {
      long word = table.word(slot);
      if (word >= 0 || (word & NOT_FREE) != 0) {
        return false;
      }
      edges.empty(slot);
      if (table.casWord(slot, word, fresh + (word & COUNTS_MASK))) {
        return true;
      }
    }
  }

  /**
   * Ends the death of {@code slot}, if its word is still {@code word}. What the record says is read
   * before the word lets go of it: from then on another object may be there.
   */
  boolean release(int slot, long word, Context c) {
    boolean weak = (word & WEAK_BIT) != 0;
    int sizeBytes = edges.sizeBytes(slot);
    int block = edges.block(slot, word);
    int references = block == 0 ? 0 : edges.cellCount(slot, word);
    freePoolBlock(slot, sizeBytes);
    long after = weak ? word & ~(DYING_BIT | ORANGE_BIT | TRACKED_BIT) : freeWord(word);
    if (!table.casWord(slot, word, after)) {
      return false;
    }
    c.freedBytes += sizeBytes;
    if ((word & LEAF_BIT) == 0 && c.count0 > 0) {
      c.count0--;
    }
    if (!weak) {
      edges.freeBlock(block, references);
      add(slot, c);
    } else if (!weakCounts.isHeld(slot)) {
      leaveQuarantine(slot, c);
    }
    return true;
  }

  /** Frees the record of an untracked referrer, which has no references any more. */
  void releaseReferrer(int slot, Context c) {
    long word = table.word(slot);
    int block = edges.block(slot, word);
    int references = edges.cellCount(slot, word);
    while (!table.casWord(slot, word, DEAD | LEAF_BIT)) {
      word = table.word(slot);
    }
    edges.freeBlock(block, references);
    add(slot, c);
  }

  private void freePoolBlock(int slot, int sizeBytes) {
    if (pool != null) {
      int address = table.poolAddress(slot);
      if (address != 0) {
        table.setPoolAddress(slot, 0);
        pool.free(address, sizeBytes);
      }
    }
  }

  /** The word of a free record: the shape that an object met later still has. */
  private static long freeWord(long word) {
    long shape = (word & BLOCK_BIT) != 0 ? LEAF_BIT : word & (LEAF_BIT | ARRAY_BIT);
    return (word & COUNTS_MASK) | DEAD | shape;
  }

  /** Nothing holds {@code slot} weakly any more: if its object is dead it is free. */
  void leaveQuarantine(int slot, Context c) {
    long stripe = stripes.lock(slot);
    boolean isFree = free(slot);
    stripes.unlock(stripe);
    if (isFree) {
      add(slot, c);
    }
  }

  /** Ends the quarantine of a slot, under its stripe: units of loads may come and go meanwhile. */
  private boolean free(int slot) {
    while (true) {
      long word = table.word(slot);
      if ((word & (DEAD | NOT_FREE)) != (DEAD | WEAK_BIT) || weakCounts.isHeld(slot)) {
        return false;
      }
      int block = edges.block(slot, word);
      int references = block == 0 ? 0 : edges.cellCount(slot, word);
      if (weakCounts.casUnheldWord(table, slot, word, freeWord(word))) {
        edges.dropKept(slot, word);
        edges.freeBlock(block, references);
        return true;
      }
    }
  }

  private void add(int slot, Context c) {
    c.freed.add(slot);
    if (c.freed.size() > (areMany ? most(c) / 2 : mostOwn())) {
      share(c, areMany ? c.freed.size() : batch);
    }
  }

  /** Once memory lacks, what waits with one thread is missed by the others. */
  private int mostOwn() {
    int distance = budget.narrowing() < MemoryBudget.NO_LEAVES ? reuseDistance : 0;
    return 2 * distance + 2 * SHARED_BATCH;
  }

  /** Takes all slots of a context whose thread has ended, or is at rest. */
  void retire(Context c) {
    while (c.freshSlot != c.freshEnd) {
      c.freed.add(c.freshSlot++);
    }
    while (c.ready.size() > 0) {
      c.freed.add(c.ready.poll());
    }
    share(c, c.freed.size());
  }

  @DontInline
  private void share(Context c, int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        shared.add(c.freed.poll());
      }
    } finally {
      lock.unlock();
    }
  }

  void dispose() {
    shared.dispose();
  }
}
