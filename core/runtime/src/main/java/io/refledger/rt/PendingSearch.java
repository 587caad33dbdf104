package io.refledger.rt;

/** Who finds the pending objects, which takes a graph of the whole ledger; the agent's analysis. */
public interface PendingSearch {
  /**
   * The slots of the live objects that only a reference whose referent is dead keeps, ascending.
   */
  int[] pendingSlots();
}
