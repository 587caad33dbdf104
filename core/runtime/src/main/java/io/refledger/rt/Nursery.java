package io.refledger.rt;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeArena;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.RecordLayout;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Stable;

/** Enters new objects into the books. */
final class Nursery {
  private static final Unsafe U = Unsafe.getUnsafe();

  @Stable private final ShadowTable table;
  @Stable private final EdgeTable edges;
  @Stable private final EdgeArena arena;
  @Stable private final BirthTable births;
  @Stable private final Slots slots;
  @Stable private final Clocks clocks;
  @Stable private final PoolSimulator pool;
  @Stable private final CycleDetector detector;
  @Stable private final Quarantine quarantine;
  @Stable private final LiveCurve liveCurve;

  /** Set once, before the first object. */
  private BalanceBook balance;

  Nursery(
      ShadowTable table,
      EdgeTable edges,
      EdgeArena arena,
      BirthTable births,
      Slots slots,
      Clocks clocks,
      PoolSimulator pool,
      CycleDetector detector,
      Quarantine quarantine,
      LiveCurve liveCurve) {
    this.table = table;
    this.edges = edges;
    this.arena = arena;
    this.births = births;
    this.slots = slots;
    this.clocks = clocks;
    this.pool = pool;
    this.detector = detector;
    this.quarantine = quarantine;
    this.liveCurve = liveCurve;
  }

  void connect(BalanceBook balance) {
    this.balance = balance;
  }

  /** A live record with one pin; 0 when there is no memory left. */
  int birth(Context c, int birthId, int references, int flags, int sizeBytes) {
    boolean leaf = (flags & CountWord.LEAF) != 0;
    if (!leaf) {
      detector.noteBirth(c);
    }
    if (quarantine.isDue()) {
      detector.sweepQuarantine(c);
    }
    if (c.birthClock == c.birthClockEnd && liveCurve.isDue()) {
      liveCurve.observe(detector, c);
    }
    long word = CountWord.bit(leaf ? flags : flags | CountWord.TRACKED) + CountWord.PIN;
    int share = leaf ? MemoryBudget.LEAVES : MemoryBudget.OBJECTS;
    int slot = enter(c, birthId, leaf ? 0 : references, word, sizeBytes, share);
    if (slot == 0) {
      c.untracked++;
      return 0;
    }
    c.allocated++;
    c.allocatedBytes += sizeBytes;
    if (pool != null) {
      table.setPoolAddress(slot, pool.allocate(sizeBytes));
    }
    if (!leaf) {
      c.appendYoung(slot, detector);
    }
    if ((flags & CountWord.WATCHED) != 0) {
      noteBirth(slot);
    }
    return slot;
  }

  private void noteBirth(int slot) {
    try {
      balance.born(slot);
    } catch (StackOverflowError e) {
      balance.lost++;
    }
  }

  /** A record of static cells, immortal and tracked by nobody; 0 when there is no memory left. */
  int statics(Context c, int type, int count) {
    long word = CountWord.IMMORTAL_BIT | CountWord.IMMORTAL_COUNTS | CountWord.BLOCK_BIT;
    return enter(c, births.intern(type, 0), count, word, 0, MemoryBudget.REFERRERS);
  }

  /** As statics, for the references of an untracked object. */
  int referrer(Context c, int type, int count, boolean array) {
    long word = CountWord.IMMORTAL_BIT | CountWord.IMMORTAL_COUNTS | CountWord.BLOCK_BIT;
    long wanted = array ? word | CountWord.ARRAY_BIT : word;
    return enter(c, births.intern(type, 0), count, wanted, 0, MemoryBudget.REFERRERS);
  }

  private int enter(Context c, int birthId, int references, long wanted, int sizeBytes, int share) {
    boolean array = (wanted & CountWord.ARRAY_BIT) != 0;
    boolean blocked = EdgeTable.needsBlock(references, array);
    long word = blocked ? wanted | CountWord.BLOCK_BIT : wanted;
    int block = 0;
    if ((word & CountWord.BLOCK_BIT) != 0) {
      block = arena.allocate(references, share);
      if (block == 0) {
        return 0;
      }
    }
    int slot = slots.take(word, share, c);
    if (slot == 0) {
      if (block != 0) {
        arena.free(block, references);
      }
      return 0;
    }
    stamp(slot, birthId, c);
    edges.initialise(slot, word, block, references, sizeBytes);
    return slot;
  }

  private void stamp(int slot, int birthId, Context c) {
    long record = table.address(slot);
    U.putInt(record + RecordLayout.BIRTH_ID, birthId);
    U.putInt(record + table.birthClockOffset, clocks.nextBirth(c));
    if (table.sites) {
      U.putInt(record + RecordLayout.DROP_CONTEXT, 0);
      U.putInt(record + RecordLayout.DROP_CLOCK, c.dropClock);
    }
  }
}
