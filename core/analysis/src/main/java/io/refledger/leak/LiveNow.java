package io.refledger.leak;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongArrayList;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.PairNumbers;
import io.refledger.snapshot.Snapshot;

/** The live objects added up by class and allocation context. */
final class LiveNow {
  private final PairNumbers rows = new PairNumbers();
  private final LongArrayList countByRow = new LongArrayList();
  private final LongArrayList bytesByRow = new LongArrayList();

  LiveNow(Snapshot snapshot) {
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (!snapshot.isImmortal(node)) {
        add(
            rows.of(snapshot.type(node).id(), snapshot.allocationContext(node)),
            snapshot.sizeBytes(node));
      }
    }
  }

  private void add(int row, int sizeBytes) {
    if (row == countByRow.size()) {
      countByRow.add(0);
      bytesByRow.add(0);
    }
    countByRow.set(row, countByRow.get(row) + 1);
    bytesByRow.set(row, bytesByRow.get(row) + sizeBytes);
  }

  /** Adds the contexts in which live objects of the class were allocated. */
  void addContexts(ObjectType type, IntHashSet contexts) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.first(row) == type.id()) {
        contexts.add(rows.second(row));
      }
    }
  }

  long count(ObjectType type, int allocationContext) {
    return entry(countByRow, type, allocationContext);
  }

  long bytes(ObjectType type, int allocationContext) {
    return entry(bytesByRow, type, allocationContext);
  }

  private long entry(LongArrayList sumByRow, ObjectType type, int allocationContext) {
    int row = rows.known(type.id(), allocationContext);
    return row == PairNumbers.ABSENT ? 0 : sumByRow.get(row);
  }
}
