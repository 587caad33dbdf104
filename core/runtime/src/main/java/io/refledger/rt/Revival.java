package io.refledger.rt;

import static io.refledger.rt.table.CountWord.CLEARED_BIT;
import static io.refledger.rt.table.CountWord.DEAD;
import static io.refledger.rt.table.CountWord.DYING_BIT;
import static io.refledger.rt.table.CountWord.LEAF_BIT;
import static io.refledger.rt.table.CountWord.ORANGE_BIT;
import static io.refledger.rt.table.CountWord.TRACKED_BIT;
import static io.refledger.rt.table.CountWord.WEAK_BIT;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.Stripes;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Stable;

/*
 * A dead object is met again: through a weak reference, as a reference on the JVM's list of those
 * that it has cleared, or through a hole in the weaving. Where it
 * stands when it comes back:
 *
 *   free                  its references are gone; it is young again, and its bytes count as live,
 *                         but not in a pool
 *   quarantined           the same, but the references that it kept are counted again, which may
 *                         bring back more of the dead
 *   DYING                 its thread stops releasing references if it keeps them; else it goes on, and
 *                         finds the object alive at the end
 *   condemned, cleared    as quarantined or free
 *   condemned             the collector passes it by, and what it refers to comes back with it
 *
 * A free slot may be given out at the same moment; the CAS decides.
 */
/** Brings dead objects back into the books, and counts that. */
final class Revival {
  private static final Unsafe U = Unsafe.getUnsafe();

  @Stable private final ShadowTable table;
  @Stable private final EdgeTable edges;
  @Stable private final Stripes stripes;
  @Stable private final RareCounts rare;
  private Counts counts;
  private CycleDetector detector;

  /** Who knows the kinds of objects; null before it is set, then never again. */
  private ObjectKinds kinds;

  /** True once a DYING object came back: from then on freeing looks twice. */
  private volatile boolean sawDying;

  Revival(ShadowTable table, EdgeTable edges, Stripes stripes, RareCounts rare) {
    this.rare = rare;
    this.table = table;
    this.edges = edges;
    this.stripes = stripes;
  }

  void connect(Counts counts, CycleDetector detector) {
    this.counts = counts;
    this.detector = detector;
  }

  void kinds(ObjectKinds kinds) {
    this.kinds = kinds;
  }

  /** Makes the word live; the caller's unit is in it already. */
  void revive(int slot, Context c) {
    while (true) {
      long word = table.word(slot);
      if (!CountWord.isDead(word)) {
        return;
      }
      boolean condemned = (word & ORANGE_BIT) != 0;
      boolean dying = (word & DYING_BIT) != 0 && !(condemned && (word & CLEARED_BIT) != 0);
      if (dying) {
        sawDying = true;
      }
      long alive = word & ~(DEAD | ORANGE_BIT | CountWord.GENERATION_MASK);
      alive = dying ? alive : alive & ~DYING_BIT;
      boolean tracked = (word & LEAF_BIT) == 0;
      if (table.casWord(slot, word, tracked ? alive | TRACKED_BIT : alive)) {
        // Garbage that was not cleared yet has not died.
        if (!condemned || (word & DYING_BIT) != 0) {
          note(slot, (word & WEAK_BIT) != 0 || mayBePending(slot), c);
        }
        if (!dying && !condemned) {
          c.freedBytes -= edges.sizeBytes(slot);
        }
        if (tracked) {
          c.appendYoung(slot, detector);
          if (condemned || (word & WEAK_BIT) != 0) {
            restore(slot, c);
          }
        }
        return;
      }
    }
  }

  /**
   * Counts the kept references again, of this object and of those that come back with it: what it
   * kept, and garbage that was not cleared yet.
   */
  private void restore(int slot, Context c) {
    c.returning.add(slot);
    if (c.isRestoring) {
      return;
    }
    c.isRestoring = true;
    while (!c.returning.isEmpty()) {
      restoreReferences(c.returning.removeLast(), c);
    }
    c.isRestoring = false;
  }

  /** An object that has died once more meanwhile goes on keeping them. */
  private void restoreReferences(int slot, Context c) {
    long stripe = stripes.lock(slot);
    long word = table.word(slot);
    if (!CountWord.isDead(word)) {
      long cells = edges.cells(slot, word);
      for (int i = edges.cellCount(slot, word) - 1; i >= 0; i--) {
        int referent = U.getInt(cells + 4L * i);
        if (referent < 0) {
          counts.increfLocal(-referent, c, edges.storeContext(slot, i));
          U.putInt(cells + 4L * i, -referent);
        } else if (CountWord.isDead(table.word(referent))) {
          revive(referent, c);
        }
      }
    }
    stripes.unlock(stripe);
  }

  /**
   * The JVM has a list of references whose referents it cleared, also of those that are garbage.
   */
  private boolean mayBePending(int slot) {
    return kinds != null && kinds.isReference(slot);
  }

  private void note(int slot, boolean weak, Context c) {
    if (weak) {
      c.revivedWeak++;
    } else {
      c.revived++;
      rare.noteRevival(table.birthId(slot));
    }
  }

  boolean sawDying() {
    return sawDying;
  }
}
