package io.refledger.rt;

import static io.refledger.rt.table.CountWord.ARRAY_BIT;
import static io.refledger.rt.table.CountWord.CLEARED_BIT;
import static io.refledger.rt.table.CountWord.DEAD;
import static io.refledger.rt.table.CountWord.DYING_BIT;
import static io.refledger.rt.table.CountWord.GENERATION_MASK;
import static io.refledger.rt.table.CountWord.LEAF_BIT;
import static io.refledger.rt.table.CountWord.OPEN_BIT;
import static io.refledger.rt.table.CountWord.ORANGE_BIT;
import static io.refledger.rt.table.CountWord.REF;
import static io.refledger.rt.table.CountWord.REFS_MASK;
import static io.refledger.rt.table.CountWord.WATCHED_BIT;
import static io.refledger.rt.table.CountWord.WEAKLY_LISTED_BIT;
import static io.refledger.rt.table.CountWord.WEAK_BIT;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.Stripes;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Stable;

/*
 * CPython's nesting without recursion: a frame (slot, cells done) per object that is being freed;
 * a child that dies gets a frame on top and is freed to its end before the next cell. A frame whose
 * slot is negative belongs to the collector's tp_clear: it holds one reference of its own.
 *
 * An object that is held weakly when it dies keeps its references (negative cells), for it may come
 * back: its cursor is stored as its complement. What it refers to is released all the same.
 *
 * A condemned object (DEAD, ORANGE) turns DYING when its references begin to go: by the collector's
 * clear, or by a cascade that took its last reference, whichever is first. If it was cleared while
 * others still referred to it, its record stays until the last of them lets go.
 */
/** Frees objects: callbacks, death, references depth first, memory. */
final class Deallocator {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long CONDEMNED = DEAD | ORANGE_BIT;

  @Stable private final ShadowTable table;
  @Stable private final EdgeTable edges;
  @Stable private final Stripes stripes;
  @Stable private final Slots slots;
  @Stable private final Revival revival;
  @Stable private final WeakReferences weakReferences;
  @Stable private final Quarantine quarantine;
  @Stable private final UnclosedResources unclosed;
  @Stable private Counts counts;
  private DeathListener deathListener;
  private FinalizeListener finalizeListener;

  Deallocator(
      ShadowTable table,
      EdgeTable edges,
      Stripes stripes,
      Slots slots,
      Revival revival,
      WeakReferences weakReferences,
      Quarantine quarantine,
      UnclosedResources unclosed) {
    this.table = table;
    this.edges = edges;
    this.stripes = stripes;
    this.slots = slots;
    this.revival = revival;
    this.weakReferences = weakReferences;
    this.quarantine = quarantine;
    this.unclosed = unclosed;
  }

  void connect(Counts counts) {
    this.counts = counts;
  }

  void onDeath(DeathListener listener) {
    deathListener = listener;
  }

  void onFinalize(FinalizeListener listener) {
    finalizeListener = listener;
  }

  void runFinalizer(int slot, int context, boolean byCollector) {
    FinalizeListener listener = finalizeListener;
    if (listener != null) {
      listener.finalize(slot, context, byCollector);
    }
  }

  /**
   * Read this first. Frees an object whose last unit is gone, and all that dies with it.
   *
   * <p>Contract: this thread has made the word DEAD and DYING, or has taken the last reference of
   * condemned garbage.
   */
  void deallocate(int slot, Context c, int context) {
    int bottom = c.frames.size();
    begin(slot, c, context, bottom);
    drain(bottom, c, context);
  }

  /** Drops the references of condemned garbage; it dies when nothing refers to it any more. */
  void clear(int slot, Context c, int context) {
    if (!holdCondemned(slot)) {
      return;
    }
    int bottom = c.frames.size();
    noteDeath(slot, c, context, true);
    c.frames.add(-slot);
    c.frames.add(firstCursor(slot));
    drain(bottom, c, context);
  }

  /** One reference more and DYING; false if it was cleared, freed or revived already. */
  private boolean holdCondemned(int slot) {
    while (true) {
      long word = table.word(slot);
      if ((word & (CONDEMNED | DYING_BIT)) != CONDEMNED) {
        return false;
      }
      if (table.casWord(slot, word, ((word & ~GENERATION_MASK) | DYING_BIT) + REF)) {
        return true;
      }
    }
  }

  /** The frames from {@code bottom} on lead to the object. */
  private void begin(int slot, Context c, int context, int bottom) {
    long word = table.word(slot);
    while ((word & (CONDEMNED | DYING_BIT)) == CONDEMNED) {
      if (table.casWord(slot, word, (word & ~GENERATION_MASK) | DYING_BIT)) {
        break;
      }
      word = table.word(slot);
    }
    boolean condemned = (word & CONDEMNED) == CONDEMNED;
    if (condemned && (word & DYING_BIT) != 0) {
      finish(slot, c, context);
      return;
    }
    if (!condemned && (word & DYING_BIT) == 0) {
      return; // Garbage that came back.
    }
    if (!condemned && (word & WEAKLY_LISTED_BIT) != 0) {
      weakReferences.clearAndCall(slot, c);
    }
    if (!condemned && (word & OPEN_BIT) != 0) {
      unclosed.died(slot, c, context, bottom);
    }
    noteDeath(slot, c, context, condemned);
    if ((word & LEAF_BIT) != 0) {
      finish(slot, c, context);
    } else {
      pushFrame(slot, c);
    }
  }

  private void pushFrame(int slot, Context c) {
    c.frames.add(slot);
    c.frames.add(firstCursor(slot));
  }

  /** Where releasing begins, which says whether the dying object keeps its references. */
  private int firstCursor(int slot) {
    boolean keeps = (table.word(slot) & WEAK_BIT) != 0 && quarantine.admits(slot);
    return keeps ? ~0 : 0;
  }

  /** An object that came back while it was being freed has died once more. */
  void noteDeath(int slot, Context c, int context) {
    noteDeath(slot, c, context, false);
  }

  private void noteDeath(int slot, Context c, int context, boolean byCollector) {
    if (table.sites) {
      c.census.add(table.birthId(slot), context, 1);
    }
    if (byCollector) {
      c.freedByCollector++;
    } else {
      c.freedByCount++;
    }
    DeathListener listener = deathListener;
    if (listener != null) {
      listener.died(slot, context, byCollector);
    }
  }

  /** After this, the frames above {@code bottom} are gone, and everything they were to free. */
  private void drain(int bottom, Context c, int context) {
    while (c.frames.size() > bottom) {
      int top = c.frames.size() - 2;
      int framed = c.frames.get(top);
      int slot = Math.abs(framed);
      int referent = takeNextReferent(slot, top + 1, c);
      if (referent != 0) {
        if (takeLast(referent, c)) {
          noteDeath(referent, c, context, true);
          pushFrame(referent, c);
        } else if (counts.decrefSlowly(referent, c, context)) {
          begin(referent, c, context, bottom);
        } else if ((table.word(slot) & OPEN_BIT) != 0) {
          unclosed.survived(referent, c, bottom);
        }
      } else {
        c.frames.truncate(top);
        if (framed > 0) {
          finish(slot, c, context);
        } else {
          if (endClear(slot, c, context)) {
            finishCleared(slot, c, context, bottom);
          }
        }
      }
    }
  }

  /**
   * In one step what decrefSlowly and begin do with condemned garbage whose last reference goes;
   * false, and nothing done, if it is not such.
   */
  private boolean takeLast(int slot, Context c) {
    long word = table.word(slot);
    long compared = CONDEMNED | DYING_BIT | LEAF_BIT | WATCHED_BIT | REFS_MASK;
    boolean isLast = (word & compared) == (CONDEMNED | REF);
    if (!isLast || !table.casWord(slot, word, ((word & ~GENERATION_MASK) | DYING_BIT) - REF)) {
      return false;
    }
    c.slowReleases++;
    return true;
  }

  /**
   * Gives the collector's own reference back; true if it was the last one. Nobody frees the object
   * from now on but who drops its last reference; it may have come back.
   */
  private boolean endClear(int slot, Context c, int context) {
    while (true) {
      long word = table.word(slot);
      if ((word & CONDEMNED) == CONDEMNED && (word & REFS_MASK) != 0) {
        long after = (word | CLEARED_BIT) - REF;
        if (table.casWord(slot, word, after)) {
          c.slowReleases++;
          return (after & REFS_MASK) == 0;
        }
      } else if (table.casWord(
          slot, word, CountWord.isDead(word) ? word | CLEARED_BIT : word & ~DYING_BIT)) {
        return counts.releaseSlowly(slot, REF, c, context);
      }
    }
  }

  /** The collector's own reference was the last one, or the object was revived and dies again. */
  private void finishCleared(int slot, Context c, int context, int bottom) {
    if ((table.word(slot) & ORANGE_BIT) != 0) {
      finish(slot, c, context);
    } else {
      begin(slot, c, context, bottom);
    }
  }

  /** Takes the next reference of a dying object, and sets the frame's cursor behind it. */
  private int takeNextReferent(int slot, int cursorAt, Context c) {
    long word = table.word(slot);
    long cells = edges.cells(slot, word);
    int count = edges.cellCount(slot, word);
    boolean array = (word & ARRAY_BIT) != 0;
    int stored = c.frames.get(cursorAt);
    boolean keeps = stored < 0;
    for (int cursor = keeps ? ~stored : stored; cursor < count; cursor++) {
      long cell = cells + 4L * (array ? count - 1 - cursor : cursor);
      if (U.getInt(cell) > 0) {
        c.frames.set(cursorAt, keeps ? ~(cursor + 1) : cursor + 1);
        int referent = keeps ? keepReferent(slot, cell) : takeReferent(slot, word, cell);
        if (referent != 0) {
          return referent;
        }
      }
    }
    return 0;
  }

  /**
   * A reference is counted no more, and kept; 0 if the object came back meanwhile: then it goes on
   * counting.
   */
  private int keepReferent(int slot, long cell) {
    long stripe = stripes.lock(slot);
    int referent = CountWord.isDead(table.word(slot)) ? Math.max(0, U.getInt(cell)) : 0;
    if (referent != 0) {
      quarantine.keep(referent);
      U.putInt(cell, -referent);
    }
    stripes.unlock(stripe);
    return referent;
  }

  /** The stripe is needed only where a revived object may be stored to meanwhile. */
  private int takeReferent(int slot, long word, long cell) {
    if (CountWord.isDead(word) && (word & WEAK_BIT) == 0) {
      int referent = U.getInt(cell);
      U.putInt(cell, 0);
      return referent;
    }
    long stripe = stripes.lock(slot);
    int referent = Math.max(0, U.getInt(cell));
    U.putInt(cell, 0);
    stripes.unlock(stripe);
    return referent;
  }

  /** Gives slot, block and pool memory back, unless the object was revived meanwhile. */
  private void finish(int slot, Context c, int context) {
    while (true) {
      long word = table.word(slot);
      if (!CountWord.isDead(word)) {
        if (table.casWord(slot, word, word & ~DYING_BIT)) {
          return;
        }
      } else if (revival.sawDying() && edges.hasReferents(slot, word)) {
        c.frames.add(slot);
        c.frames.add(firstCursor(slot));
        drain(c.frames.size() - 2, c, context);
        return;
      } else if (slots.release(slot, word, c)) {
        return;
      }
    }
  }
}
