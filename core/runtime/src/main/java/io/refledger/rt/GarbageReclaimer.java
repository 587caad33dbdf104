package io.refledger.rt;

import static io.refledger.rt.table.CountWord.FINALIZED_BIT;
import static io.refledger.rt.table.CountWord.FINALIZER_BIT;
import static io.refledger.rt.table.CountWord.REF;

import io.refledger.rt.gc.Mutator;
import io.refledger.rt.gc.Reclaimer;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/** Does for the detector what counts and frees. */
final class GarbageReclaimer implements Reclaimer {
  private final ShadowTable table;
  private final WeakReferences weakReferences;
  private final GarbageSets sets;
  private Counts counts;
  private Deallocator deallocator;

  GarbageReclaimer(ShadowTable table, WeakReferences weakReferences, GarbageSets sets) {
    this.table = table;
    this.weakReferences = weakReferences;
    this.sets = sets;
  }

  void connect(Counts counts, Deallocator deallocator) {
    this.counts = counts;
    this.deallocator = deallocator;
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
          sets.findDrops(garbage);
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
  public void deleteGarbage(IntVector garbage, Mutator mutator) {
    var c = (Context) mutator;
    int start = c.callbacks.size();
    // What finalizers made: nobody may meet an object of which parts are gone already.
    weakReferences.clearGarbage(garbage, c.callbacks);
    weakReferences.silence(c.callbacks, start);
    sets.findDrops(garbage);
    sets.noteCycles(garbage);
    for (int i = 0; i < garbage.size(); i++) {
      deallocator.clear(garbage.get(i), c, table.dropContext(garbage.get(i)));
    }
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
