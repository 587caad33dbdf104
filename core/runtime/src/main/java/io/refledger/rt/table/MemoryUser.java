package io.refledger.rt.table;

/** A part of the ledger that takes memory beside the records and the blocks of references. */
public interface MemoryUser {
  /**
   * The bytes that it takes now, about. Takes no lock and allocates nothing; called by any thread.
   */
  long memoryBytes();
}
