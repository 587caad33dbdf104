package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.spi.UnclosedDeathVisitor;
import io.refledger.rt.table.BirthTable;

/** A kind of unclosed resources as a visitor sees it: the objects of its chain, outermost first. */
final class UnclosedChain {
  private final int[] typeIds;
  private final int[] allocationContexts;
  private final boolean[] areOpen;
  private final String[] references;
  private final int[] storeContexts;
  private String closer;

  UnclosedChain(int objects) {
    typeIds = new int[objects];
    allocationContexts = new int[objects];
    areOpen = new boolean[objects];
    references = new String[objects - 1];
    storeContexts = new int[objects - 1];
  }

  /** Object n is described at {@code ints[at]} and behind; {@code names} may be null. */
  void read(int n, int[] ints, int at, SnapshotNames names, BirthTable births) {
    int birthId = Math.abs(ints[at]);
    typeIds[n] = births.type(birthId);
    allocationContexts[n] = births.allocationContext(birthId);
    areOpen[n] = ints[at] > 0;
    if (n == 0) {
      closer = names == null ? null : names.closer(typeIds[n]);
    }
    if (n < references.length) {
      int index = ints[at + 1];
      boolean isNamed = names != null && index != UnclosedKinds.ARRAY_ELEMENT;
      references[n] = isNamed ? names.referenceName(typeIds[n], index) : null;
      storeContexts[n] = ints[at + 2];
    }
  }

  void show(SnapshotVisitor visitor, int dropContext, long count, long outermostCount, long bytes) {
    visitor.unclosed(
        typeIds,
        allocationContexts,
        areOpen,
        references,
        storeContexts,
        closer,
        dropContext,
        count,
        outermostCount,
        bytes);
  }

  void showDeath(UnclosedDeathVisitor visitor, long epochMillis, long threadId, int dropContext) {
    visitor.died(epochMillis, threadId, typeIds, allocationContexts, areOpen, closer, dropContext);
  }
}
