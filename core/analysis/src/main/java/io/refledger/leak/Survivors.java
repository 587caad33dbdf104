package io.refledger.leak;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import java.util.Arrays;

/** Live objects of one class, allocated in one method, and held through the same references. */
final class Survivors {
  private final String method;
  private final long[] countByCohort = new long[Cohorts.COUNT];
  private final long[] bytesByCohort = new long[Cohorts.COUNT];
  private final IntHashSet contexts = new IntHashSet();
  private final IntArrayList members = new IntArrayList();

  Survivors(String method) {
    this.method = method;
  }

  void add(int node, int cohort, int sizeBytes, int allocationContext) {
    countByCohort[cohort]++;
    bytesByCohort[cohort] += sizeBytes;
    contexts.add(allocationContext);
    members.add(node);
  }

  /** The method that allocated them; empty if it is not known. */
  String method() {
    return method;
  }

  /** The nodes, in the order in which they are reached. */
  int[] members() {
    return members.toArray();
  }

  /** The node that is reached first. */
  int first() {
    return members.get(0);
  }

  /** The contexts in which they were allocated, ascending. */
  int[] contexts() {
    int[] sorted = contexts.toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  long[] countByCohort() {
    return countByCohort.clone();
  }

  long count() {
    return members.size();
  }

  long bytes() {
    long sum = 0;
    for (long bytes : bytesByCohort) {
      sum += bytes;
    }
    return sum;
  }

  /** The most consecutive cohorts with survivors that end in the last third. */
  int consecutiveCohorts() {
    int longest = 0;
    int run = 0;
    for (int cohort = 0; cohort < Cohorts.COUNT; cohort++) {
      run = countByCohort[cohort] > 0 ? run + 1 : 0;
      if (cohort >= Cohorts.LAST_THIRD) {
        longest = Math.max(longest, run);
      }
    }
    return longest;
  }
}
