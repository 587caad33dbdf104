package io.refledger.rt.gc;

import io.refledger.rt.table.IntVector;

/** What the detector asks of those who count and free. */
public interface Reclaimer {
  /** Clears all weak references to the garbage, then runs their callbacks. */
  void handleWeakReferences(IntVector garbage, Mutator mutator);

  /** Runs the finalizers of the garbage, once per object, in list order. */
  void finalizeGarbage(IntVector garbage, Mutator mutator);

  /**
   * Drops the references of the condemned garbage, in list order.
   *
   * @param words the bits that the words of the garbage have, one or the other
   */
  void deleteGarbage(IntVector garbage, long words, Mutator mutator);

  /** Frees the dead that nothing leads to any more. Contract: the mutators are stopped. */
  void sweepQuarantine(Mutator mutator);

  /** One more counted reference to {@code slot}. */
  void incref(int slot, Mutator mutator);

  /** One counted reference to {@code slot} less. */
  void decref(int slot, Mutator mutator);
}
