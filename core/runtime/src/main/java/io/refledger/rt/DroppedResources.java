package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.spi.UnclosedDeathVisitor;
import io.refledger.rt.table.BirthTable;

/** The resources of a ledger that die unclosed, one by one. */
public final class DroppedResources {
  private final UnclosedResources unclosed;
  private final LedgerSnapshot snapshot;
  private final BirthTable births;

  DroppedResources(UnclosedResources unclosed, LedgerSnapshot snapshot, BirthTable births) {
    this.unclosed = unclosed;
    this.snapshot = snapshot;
    this.births = births;
  }

  /** Sets who is told of each, in the thread that drops it. */
  void onUnclosed(UnclosedListener listener) {
    unclosed.listener(listener);
  }

  /** From now on each is kept until it is shown to a visitor; a thousand at most. */
  public void keep() {
    unclosed.keepDeaths();
  }

  /** Shows those that were kept, oldest first, and forgets them. For one thread at a time. */
  public void drainTo(UnclosedDeathVisitor visitor) {
    unclosed.drainDeaths(visitor, snapshot.names(), births);
  }

  /** Shows one context to a visitor, so that a few need not go through all of them. */
  public void showContext(int context, SnapshotVisitor visitor) {
    SnapshotNames names = snapshot.names();
    if (names != null) {
      names.visitContext(context, visitor);
    }
  }
}
