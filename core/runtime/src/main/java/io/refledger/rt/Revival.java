package io.refledger.rt;

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

/*
 * A dead object is met again: through a weak reference, as a reference on the JVM's list of those
 * that it has cleared, or through a hole in the weaving. Where it
 * stands when it comes back:
 *
 *   free or quarantined   its references and its block in a pool are gone; it is young again, and
 *                         its bytes count as live
 *   DYING                 its thread goes on releasing references and finds it alive at the end
 *   condemned             the collector passes it by, what it still refers to stays counted
 *
 * A free slot may be given out at the same moment; the CAS decides.
 */
/** Brings dead objects back into the books, and counts that. */
final class Revival {
  private final ShadowTable table;
  private final EdgeTable edges;
  private CycleDetector detector;

  /** Who knows the kinds of objects; null before it is set, then never again. */
  private ObjectKinds kinds;

  /** True once a DYING object came back: from then on freeing looks twice. */
  private volatile boolean sawDying;

  Revival(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
  }

  void connect(CycleDetector detector) {
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
      boolean dying = !condemned && (word & DYING_BIT) != 0;
      if (dying) {
        sawDying = true;
      }
      long alive = word & ~(DEAD | ORANGE_BIT | CountWord.GENERATION_MASK);
      alive = dying ? alive : alive & ~DYING_BIT;
      boolean tracked = (word & LEAF_BIT) == 0;
      if (table.casWord(slot, word, tracked ? alive | TRACKED_BIT : alive)) {
        note((word & WEAK_BIT) != 0 || mayBePending(slot), c);
        if (!dying && !condemned) {
          c.freedBytes -= edges.sizeBytes(slot);
        }
        if (tracked) {
          c.appendYoung(slot, detector);
        }
        return;
      }
    }
  }

  /**
   * The JVM has a list of references whose referents it cleared, also of those that are garbage.
   */
  private boolean mayBePending(int slot) {
    return kinds != null && kinds.isReference(slot);
  }

  private static void note(boolean weak, Context c) {
    if (weak) {
      c.revivedWeak++;
    } else {
      c.revived++;
    }
  }

  boolean sawDying() {
    return sawDying;
  }
}
