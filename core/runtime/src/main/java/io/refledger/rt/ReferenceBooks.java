package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.table.MemoryUser;

/*
 * The kinds of java.lang.ref.Reference:
 *
 *   soft (soft=strong), final   the referent is an edge of the reference, at index 0
 *   all others                  the referent is held weakly: its slot is not used again before all
 *                               such references are cleared or dead
 *
 * A reference that is untracked itself is never seen to die, so it holds for ever.
 */

/** What java.lang.ref.Reference objects refer to. */
public final class ReferenceBooks {
  /** Index of {@code Reference.referent}, which is declared first. */
  private static final int REFERENT = 0;

  private static final SlotMap WEAK_REFERENTS = new SlotMap();

  /** What they take. */
  static final MemoryUser MEMORY = WEAK_REFERENTS;

  private ReferenceBooks() {}

  public static void created(Object reference, Object referent, Context c, int site) {
    if (referent == null || reference instanceof IdentityEntry) return;
    int to = Identity.slot(referent);
    if (to == 0) return;
    int from = Identity.slot(reference);
    Type type = TYPES.of(reference.getClass(), c);
    if (!type.holdsReferent) {
      // The agent's own references are never seen to die, and hand nothing out.
      if (c.births != 0 && from == 0) return;
      if (Installation.ATTACHED && Installation.SHOWN.areReferents() && c.births == 0) {
        Installation.FOREIGN.handOut(referent, c);
      }
      LEDGER.holdWeakly(to);
      if (from != 0) WEAK_REFERENTS.put(from, to);
      else Installation.UNTRACKED_REFERENCES.watch(reference, to, c);
      return;
    }
    if (from == 0) {
      Installation.FOREIGN.handOut(referent, c);
      return;
    }
    int context = SITES.context(site, c);
    LEDGER.incref(to, c, context);
    if (type.references() == 0) return;
    int old = swapReferent(from, to, context);
    if (old != 0) LEDGER.decref(old, c, context);
  }

  public static void cleared(Object reference, Context c, int site) {
    int from = Identity.slot(reference);
    if (from == 0) return;
    Type type = TYPES.of(reference.getClass(), c);
    if (!type.holdsReferent) {
      releaseWeak(from, c);
      return;
    }
    if (type.references() == 0) return;
    int old = swapReferent(from, 0, SITES.context(site, c));
    if (old != 0) LEDGER.decref(old, c, SITES.context(site, c));
  }

  /** The slot that a weak reference was made for, 0 when it is not known. */
  public static int referent(Object reference) {
    int from = Identity.slot(reference);
    return from == 0 ? 0 : WEAK_REFERENTS.get(from);
  }

  /** Whether a slot is that of a weak reference whose referent is dead. */
  static boolean hasOutlivedItsReferent(int slot) {
    int referent = WEAK_REFERENTS.get(slot);
    return referent != 0 && !LEDGER.isLive(referent);
  }

  /** A slot whose type is a reference has died. */
  static void died(int slot) {
    Type type = TYPES.get(LEDGER.typeOf(slot));
    if (type != null && type.isReference && !type.holdsReferent) {
      releaseWeak(slot, Installation.CONTEXTS.current());
    }
  }

  private static void releaseWeak(int from, Context c) {
    int to = WEAK_REFERENTS.remove(from);
    if (to != 0) LEDGER.releaseWeakly(to, c);
  }

  private static int swapReferent(int from, int to, int context) {
    long stripe = LEDGER.lockReferrer(from);
    int old = LEDGER.swap(from, REFERENT, to, context);
    LEDGER.unlock(stripe);
    return old;
  }
}
