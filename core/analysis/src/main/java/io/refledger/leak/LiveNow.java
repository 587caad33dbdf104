package io.refledger.leak;

import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.HashMap;
import java.util.Map;

/** The live objects added up by class and allocation context. */
final class LiveNow {
  private final Map<Long, long[]> sums = new HashMap<>();

  LiveNow(Snapshot snapshot) {
    for (int node = 0; node < snapshot.objectCount(); node++) {
      long key = key(snapshot.type(node), snapshot.allocationContext(node));
      long[] sum = sums.computeIfAbsent(key, absent -> new long[2]);
      sum[0]++;
      sum[1] += snapshot.sizeBytes(node);
    }
  }

  long count(ObjectType type, int allocationContext) {
    return sum(type, allocationContext, 0);
  }

  long bytes(ObjectType type, int allocationContext) {
    return sum(type, allocationContext, 1);
  }

  private long sum(ObjectType type, int allocationContext, int which) {
    long[] sum = sums.get(key(type, allocationContext));
    return sum == null ? 0 : sum[which];
  }

  private static long key(ObjectType type, int allocationContext) {
    return ((long) type.id() << Integer.SIZE) | Integer.toUnsignedLong(allocationContext);
  }
}
