package io.refledger.leak;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;

/** The live objects added up by class and allocation context. */
final class LiveNow {
  private static final int ABSENT = -1;

  private final LongIntHashMap rowByKey = new LongIntHashMap();
  private final LongArrayList countByRow = new LongArrayList();
  private final LongArrayList bytesByRow = new LongArrayList();

  LiveNow(Snapshot snapshot) {
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (!snapshot.isImmortal(node)) {
        int row = row(key(snapshot.type(node), snapshot.allocationContext(node)));
        countByRow.set(row, countByRow.get(row) + 1);
        bytesByRow.set(row, bytesByRow.get(row) + snapshot.sizeBytes(node));
      }
    }
  }

  private int row(long key) {
    int known = rowByKey.getOrDefault(key, ABSENT);
    if (known != ABSENT) {
      return known;
    }
    rowByKey.put(key, countByRow.size());
    countByRow.add(0);
    bytesByRow.add(0);
    return countByRow.size() - 1;
  }

  long count(ObjectType type, int allocationContext) {
    return entry(countByRow, type, allocationContext);
  }

  long bytes(ObjectType type, int allocationContext) {
    return entry(bytesByRow, type, allocationContext);
  }

  private long entry(LongArrayList sumByRow, ObjectType type, int allocationContext) {
    int row = rowByKey.getOrDefault(key(type, allocationContext), ABSENT);
    return row == ABSENT ? 0 : sumByRow.get(row);
  }

  private static long key(ObjectType type, int allocationContext) {
    return ((long) type.id() << Integer.SIZE) | Integer.toUnsignedLong(allocationContext);
  }
}
