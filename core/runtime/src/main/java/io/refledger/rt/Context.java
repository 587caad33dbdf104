package io.refledger.rt;

import io.refledger.rt.gc.Mutator;

/**
 * What the ledger keeps for each thread. All fields are plain: the thread itself writes them,
 * readers of sums may be late.
 */
public final class Context extends Mutator {
  /** The thread this context belongs to. */
  public final long threadId;

  /** Slot whose unit is being handed to the caller, 0 for none. */
  public int returned;

  /** Slot whose unit is handed to a handler, 0 for none. */
  public int flying;

  /** The site of the latest call out of application code. */
  public int applicationSite;

  /** Non-zero while objects born in this thread are not tracked. */
  public int births;

  /** Births. */
  public long allocated;

  /** Deaths by a release. */
  public long freedByCount;

  /** Deaths that only the detector could bring. */
  public long freedByCollector;

  /** Edges changed. */
  public long stores;

  /** Dead objects met again through a Reference. */
  public long revivedWeak;

  /** Dead objects met again otherwise. */
  public long revived;

  /** Releases of what was not held. */
  public long underflows;

  Context(long threadId) {
    this.threadId = threadId;
  }
}
