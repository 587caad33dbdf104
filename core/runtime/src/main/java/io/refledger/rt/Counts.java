package io.refledger.rt;

import static io.refledger.rt.table.CountWord.COUNTS_MASK;
import static io.refledger.rt.table.CountWord.DEAD;
import static io.refledger.rt.table.CountWord.DYING_BIT;
import static io.refledger.rt.table.CountWord.FINALIZED_BIT;
import static io.refledger.rt.table.CountWord.FINALIZER_BIT;
import static io.refledger.rt.table.CountWord.FOREIGN_BIT;
import static io.refledger.rt.table.CountWord.IMMORTAL_BIT;
import static io.refledger.rt.table.CountWord.IMMORTAL_COUNTS;
import static io.refledger.rt.table.CountWord.NEAR_LIMIT;
import static io.refledger.rt.table.CountWord.ORANGE_BIT;
import static io.refledger.rt.table.CountWord.PIN;
import static io.refledger.rt.table.CountWord.PINS_MASK;
import static io.refledger.rt.table.CountWord.REF;
import static io.refledger.rt.table.CountWord.REFS_MASK;
import static io.refledger.rt.table.CountWord.TRACKED_BIT;
import static io.refledger.rt.table.CountWord.WATCHED_BIT;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.RecordLayout;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/*
 * Up: getAndAdd, then one test of the word before against what is unusual. Down: one CAS, after the
 * same kind of test, so that no count ever borrows from its neighbour. The CAS that takes the last
 * unit sets DEAD too: there is no moment at which an object has no unit and is not dead.
 *
 * Unusual words: DEAD (a revival), ORANGE (candidate: tell the detector), IMMORTAL, NEAR_LIMIT.
 * DEAD with ORANGE is condemned garbage: its references go down to 0 without it coming to life.
 *
 * References of WATCHED objects are recorded, those that only keep an object for a moment are not:
 * acquire and release never record. A record that finds no room on the stack is lost, not the count.
 */
/** Counting up and down. */
final class Counts {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long UNUSUAL_UP = DEAD | ORANGE_BIT | IMMORTAL_BIT | NEAR_LIMIT;
  private static final long CONDEMNED = DEAD | ORANGE_BIT;
  private static final long UNUSUAL_DOWN = DEAD | ORANGE_BIT | IMMORTAL_BIT;

  @Stable private final ShadowTable table;
  @Stable private final Revival revival;
  @Stable private final Clocks clocks;
  @Stable private final RareCounts rare;
  @Stable private final BalanceBook balance;
  @Stable private final boolean sites;

  /** Set once, before the first object. */
  @Stable private Deallocator deallocator;

  @Stable private CycleDetector detector;

  /** Whether a store by woven code leaves an object foreign. Set once, before the first object. */
  boolean foreignForGood;

  Counts(ShadowTable table, Revival revival, Clocks clocks, RareCounts rare, BalanceBook balance) {
    this.rare = rare;
    this.balance = balance;
    this.table = table;
    this.revival = revival;
    this.clocks = clocks;
    sites = table.sites;
  }

  void connect(Deallocator deallocator, CycleDetector detector) {
    this.deallocator = deallocator;
    this.detector = detector;
  }

  /** One {@code unit} (REF or PIN) more; a dead object is revived. */
  @ForceInline
  void acquire(int slot, long unit, Context c) {
    long before = table.addWord(slot, unit);
    if ((before & UNUSUAL_UP) != 0) {
      acquiredUnusual(slot, unit, before, c);
    }
  }

  @DontInline
  private void acquiredUnusual(int slot, long unit, long before, Context c) {
    if ((before & IMMORTAL_BIT) != 0) {
      table.addWord(slot, -unit);
    } else if (CountWord.isDead(before)) {
      if ((before & ORANGE_BIT) != 0) {
        detector.awaitVerdict();
      }
      revival.revive(slot, c);
    } else {
      if ((before & ORANGE_BIT) != 0) {
        detector.disturb();
      }
      if ((before & NEAR_LIMIT) != 0) {
        c.saturated++;
        immortalize(slot);
      }
    }
  }

  /** One stored reference more: a dead object is revived, a foreign one is foreign no more. */
  @ForceInline
  void incref(int slot, Context c, int context) {
    long before = table.addWord(slot, REF);
    if ((before & (UNUSUAL_UP | FOREIGN_BIT | WATCHED_BIT)) != 0) {
      increfUnusual(slot, before, c, context);
    }
  }

  @DontInline
  private void increfUnusual(int slot, long before, Context c, int context) {
    increfLocalUnusual(slot, before, c, context);
    if ((before & FOREIGN_BIT) != 0 && !foreignForGood) {
      table.changeWord(slot, FOREIGN_BIT, 0);
    }
  }

  /** As incref, but a foreign object stays foreign. */
  @ForceInline
  void increfLocal(int slot, Context c, int context) {
    long before = table.addWord(slot, REF);
    if ((before & (UNUSUAL_UP | WATCHED_BIT)) != 0) {
      increfLocalUnusual(slot, before, c, context);
    }
  }

  @DontInline
  private void increfLocalUnusual(int slot, long before, Context c, int context) {
    if ((before & WATCHED_BIT) != 0) {
      try {
        balance.increfed(slot, before, context);
      } catch (StackOverflowError e) {
        balance.lost++;
      }
    }
    if ((before & UNUSUAL_UP) != 0) {
      acquiredUnusual(slot, REF, before, c);
    }
  }

  /** One pin more, unless the object is dead: then false, and the pin is taken back. */
  @ForceInline
  boolean tryPin(int slot, Context c) {
    long before = table.addWord(slot, PIN);
    return (before & UNUSUAL_UP) == 0 || pinnedUnusual(slot, before, c);
  }

  @DontInline
  private boolean pinnedUnusual(int slot, long before, Context c) {
    if (!CountWord.isDead(before)) {
      acquiredUnusual(slot, PIN, before, c);
      return true;
    }
    if ((before & ORANGE_BIT) != 0) {
      detector.awaitVerdict();
      if (!CountWord.isDead(table.word(slot))) {
        return true;
      }
    }
    takeBackPin(slot, c);
    return false;
  }

  /** The pin landed on a dead word; by now the slot may be reborn, and the pin its last unit. */
  private void takeBackPin(int slot, Context c) {
    while (true) {
      long word = table.word(slot);
      if (!CountWord.isDead(word)) {
        release(slot, PIN, c, 0);
        return;
      }
      if (table.casWord(slot, word, word - PIN)) {
        return;
      }
    }
  }

  /** One reference less; at zero the object dies here. */
  @ForceInline
  void decref(int slot, Context c, int context) {
    long word = table.word(slot);
    long after = word - REF;
    if ((word & (UNUSUAL_DOWN | WATCHED_BIT)) == 0
        && (after & COUNTS_MASK) != 0
        && has(word, REF)) {
      stamp(slot, c, context);
      if (table.casWord(slot, word, after)) {
        return;
      }
    }
    if (decrefSlowly(slot, c, context)) {
      deallocator.deallocate(slot, c, context);
    }
    if (c.owedCount != 0 && !c.isSettling) {
      settle(c);
    }
  }

  /** As decref; true if it was the last unit, and freeing the object is the caller's task. */
  @DontInline
  boolean decrefSlowly(int slot, Context c, int context) {
    if ((table.word(slot) & WATCHED_BIT) == 0) {
      return releaseSlowly(slot, REF, c, context);
    }
    long object = balance.object(slot);
    int before = c.slowReleases;
    boolean isLast = releaseSlowly(slot, REF, c, context);
    if (c.slowReleases != before) {
      try {
        balance.decrefed(slot, object, context);
      } catch (StackOverflowError e) {
        balance.lost++;
      }
    }
    return isLast;
  }

  /** One {@code unit} less; at zero the object dies here. */
  @ForceInline
  void release(int slot, long unit, Context c, int context) {
    long word = table.word(slot);
    long after = word - unit;
    if ((word & UNUSUAL_DOWN) == 0 && (after & COUNTS_MASK) != 0 && has(word, unit)) {
      stamp(slot, c, context);
      if (table.casWord(slot, word, after)) {
        return;
      }
    }
    if (releaseSlowly(slot, unit, c, context)) {
      deallocator.deallocate(slot, c, context);
    }
    if (c.owedCount != 0 && !c.isSettling) {
      settle(c);
    }
  }

  /** Releases what is owed, latest first, as far as the stack has room by now. */
  @DontInline
  private void settle(Context c) {
    c.isSettling = true;
    int before = c.slowReleases;
    boolean wasFull = c.owedCount == c.owed.length;
    try {
      while (c.owedCount > 0) {
        before = c.slowReleases;
        int owed = c.owed[--c.owedCount];
        if (owed > 0) {
          release(owed, PIN, c, 0);
        } else {
          decref(-owed, c, 0);
        }
      }
      before = c.slowReleases - 1;
      if (wasFull) {
        c.makeRoomToOwe();
      }
    } catch (StackOverflowError e) {
      if (c.slowReleases == before) {
        c.owedCount++;
      }
    } finally {
      c.isSettling = false;
    }
  }

  @ForceInline
  private static boolean has(long word, long unit) {
    return (word & (unit == REF ? REFS_MASK : PINS_MASK)) != 0;
  }

  /** As release; true if it was the last unit, and freeing the object is the caller's task. */
  @DontInline
  boolean releaseSlowly(int slot, long unit, Context c, int context) {
    while (true) {
      long word = table.word(slot);
      if ((word & IMMORTAL_BIT) != 0) {
        return false;
      }
      boolean condemned = unit == REF && (word & CONDEMNED) == CONDEMNED;
      if (!has(word, unit) || (CountWord.isDead(word) && !condemned)) {
        c.underflows++;
        return false;
      }
      long after = word - unit;
      boolean last = (after & COUNTS_MASK) == 0;
      if (condemned) {
        // Pins in a dead word are those of loads that have not taken them back yet.
        if (table.casWord(slot, word, after)) {
          c.slowReleases++;
          return (after & REFS_MASK) == 0;
        }
      } else if (!last) {
        stamp(slot, c, context);
        if (table.casWord(slot, word, after)) {
          c.slowReleases++;
          disturbIfOrange(word);
          return false;
        }
      } else if ((word & FOREIGN_BIT) != 0) {
        if (table.casWord(slot, word, after)) {
          c.slowReleases++;
          disturbIfOrange(word);
          return false;
        }
      } else if ((word & (FINALIZER_BIT | FINALIZED_BIT)) == FINALIZER_BIT) {
        finalizeOnce(slot, word, c, context);
      } else if (table.casWord(slot, word, (after & ~ORANGE_BIT) | DEAD | DYING_BIT)) {
        c.slowReleases++;
        disturbIfOrange(word);
        boolean isBeingFreed = (word & DYING_BIT) != 0;
        if (isBeingFreed) {
          deallocator.noteDeath(slot, c, context);
        }
        return !isBeingFreed;
      }
    }
  }

  private void disturbIfOrange(long word) {
    if ((word & ORANGE_BIT) != 0) {
      detector.disturb();
    }
  }

  /** The last unit is kept while the finalizer runs; the object is young again, as in CPython. */
  private void finalizeOnce(int slot, long word, Context c, int context) {
    long young = (word & ~CountWord.GENERATION_MASK) | FINALIZED_BIT;
    if (table.casWord(slot, word, young)) {
      disturbIfOrange(word);
      if ((word & TRACKED_BIT) != 0) {
        c.appendYoung(slot, detector);
      }
      deallocator.runFinalizer(slot, context, false);
    }
  }

  @ForceInline
  private void stamp(int slot, Context c, int context) {
    if (sites) {
      long record = table.address(slot);
      U.putInt(record + RecordLayout.DROP_CONTEXT, context);
      U.putInt(record + RecordLayout.DROP_CLOCK, clocks.nextDrop(c));
    }
  }

  /** A pin becomes a reference, or the reverse: {@code gained} and {@code lost} are units. */
  @ForceInline
  void exchange(int slot, long gained, long lost, int context) {
    long word = table.word(slot);
    if ((word & (UNUSUAL_UP | WATCHED_BIT)) != 0
        || !has(word, lost)
        || !table.casWord(slot, word, word - lost + gained)) {
      exchangeSlowly(slot, gained, lost, context);
    }
  }

  @DontInline
  private void exchangeSlowly(int slot, long gained, long lost, int context) {
    while (true) {
      long word = table.word(slot);
      if ((word & IMMORTAL_BIT) != 0) {
        return;
      }
      if (CountWord.isDead(word) || !has(word, lost)) {
        rare.noteUnderflow();
        return;
      }
      if (table.casWord(slot, word, word - lost + gained)) {
        disturbIfOrange(word);
        if ((word & NEAR_LIMIT) != 0) {
          immortalize(slot);
        }
        if ((word & WATCHED_BIT) != 0) {
          noteExchange(slot, gained, context);
        }
        return;
      }
    }
  }

  /** Contract: the caller holds the unit that it exchanged. */
  private void noteExchange(int slot, long gained, int context) {
    try {
      if (gained == REF) {
        balance.increfed(slot, WATCHED_BIT, context);
      } else {
        balance.decrefed(slot, balance.object(slot), context);
      }
    } catch (StackOverflowError e) {
      balance.lost++;
    }
  }

  /** Never dies from now on; after this, its counts are far from both ends of their ranges. */
  void immortalize(int slot) {
    while (true) {
      long word = table.word(slot);
      if ((word & IMMORTAL_BIT) != 0) {
        return;
      }
      long flags = word & ~(COUNTS_MASK | DEAD | TRACKED_BIT | ORANGE_BIT);
      if (table.casWord(slot, word, flags | IMMORTAL_BIT | IMMORTAL_COUNTS)) {
        disturbIfOrange(word);
        rare.noteImmortal();
        return;
      }
    }
  }
}
