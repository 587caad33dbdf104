package io.refledger.rt;

import static io.refledger.rt.table.CountWord.FINALIZED_BIT;
import static io.refledger.rt.table.CountWord.FINALIZER_BIT;
import static io.refledger.rt.table.CountWord.OPEN_BIT;
import static io.refledger.rt.table.CountWord.REF;
import static io.refledger.rt.table.CountWord.WEAK_BIT;

import io.refledger.rt.gc.Mutator;
import io.refledger.rt.gc.Reclaimer;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/** Does for the detector what counts and frees. */
final class GarbageReclaimer implements Reclaimer {
  private static final long CONDEMNED = CountWord.DEAD | CountWord.ORANGE_BIT;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final WeakReferences weakReferences;
  private final GarbageCycles cycles;
  private final Quarantine quarantine;
  private final UnclosedResources unclosed;

  /** Garbage that is going to keep its references. Empty between collections. */
  private final IntVector keepers = new IntVector(16);

  private Counts counts;
  private Deallocator deallocator;

  GarbageReclaimer(
      ShadowTable table,
      EdgeTable edges,
      WeakReferences weakReferences,
      GarbageCycles cycles,
      Quarantine quarantine,
      UnclosedResources unclosed) {
    this.table = table;
    this.edges = edges;
    this.weakReferences = weakReferences;
    this.cycles = cycles;
    this.quarantine = quarantine;
    this.unclosed = unclosed;
  }

  void connect(Counts counts, Deallocator deallocator) {
    this.counts = counts;
    this.deallocator = deallocator;
  }

  void dispose() {
    keepers.dispose();
  }

  @Override
  public void handleWeakReferences(IntVector garbage, Mutator mutator) {
    IntVector callbacks = ((Context) mutator).callbacks;
    int start = callbacks.size();
    weakReferences.clearGarbage(garbage, callbacks);
    weakReferences.call(callbacks, start);
  }

  @Override
  public void finalizeGarbage(IntVector garbage, Mutator mutator) {
    boolean isExplained = false;
    for (int i = 0; i < garbage.size(); i++) {
      if (isFinalizerDue(garbage.get(i))) {
        if (!isExplained) {
          cycles.findDrops(garbage);
          isExplained = true;
        }
        finalizeOnce(garbage.get(i), (Context) mutator);
      }
    }
  }

  private boolean isFinalizerDue(int slot) {
    long word = table.word(slot);
    return (word & (FINALIZER_BIT | FINALIZED_BIT)) == FINALIZER_BIT && !CountWord.isDead(word);
  }

  /** The reference that keeps the object meanwhile leaves its drop stamp as it was. */
  private void finalizeOnce(int slot, Context c) {
    int dropContext = table.dropContext(slot);
    table.changeWord(slot, 0, FINALIZED_BIT);
    counts.acquire(slot, REF, c);
    deallocator.runFinalizer(slot, dropContext, true);
    counts.release(slot, REF, c, dropContext);
  }

  @Override
  public void deleteGarbage(IntVector garbage, long words, Mutator mutator) {
    var c = (Context) mutator;
    clearWeakReferences(garbage, c);
    if ((words & OPEN_BIT) != 0) {
      unclosed.collected(garbage); // looks at single drop stamps, which the next step levels
    }
    cycles.note(garbage);
    if ((words & WEAK_BIT) != 0) {
      keepReferences(garbage);
    }
    for (int i = 0; i < garbage.size(); i++) {
      deallocator.clear(garbage.get(i), c, table.dropContext(garbage.get(i)));
    }
  }

  /** Those that finalizers made: nobody may meet an object of which parts are gone already. */
  private void clearWeakReferences(IntVector garbage, Context c) {
    int start = c.callbacks.size();
    weakReferences.clearGarbage(garbage, c.callbacks);
    weakReferences.silence(c.callbacks, start);
  }

  /**
   * After this, all garbage is held weakly that garbage leads to which a Reference refers to. It is
   * cleared in list order, which need not be that of its references.
   */
  private void keepReferences(IntVector garbage) {
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      if ((table.word(slot) & WEAK_BIT) != 0 && quarantine.isHeld(slot)) {
        table.setScratch(slot, 1);
        keepers.add(slot);
      }
    }
    for (int i = 0; i < keepers.size(); i++) {
      keepReferents(keepers.get(i));
    }
    for (int i = 0; i < keepers.size(); i++) {
      table.setScratch(keepers.get(i), 0);
    }
    keepers.clear();
  }

  private void keepReferents(int slot) {
    for (int i = edges.references(slot) - 1; i >= 0; i--) {
      int referent = edges.referent(slot, i);
      boolean isCondemned = referent != 0 && (table.word(referent) & CONDEMNED) == CONDEMNED;
      if (isCondemned && table.scratch(referent) == 0) {
        table.setScratch(referent, 1);
        quarantine.keep(referent);
        keepers.add(referent);
      }
    }
  }

  @Override
  public void sweepQuarantine(Mutator mutator) {
    quarantine.sweep((Context) mutator);
  }

  @Override
  public void incref(int slot, Mutator mutator) {
    counts.acquire(slot, REF, (Context) mutator);
  }

  @Override
  public void decref(int slot, Mutator mutator) {
    counts.release(slot, REF, (Context) mutator, 0);
  }
}
