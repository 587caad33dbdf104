package io.refledger.leak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Live objects of one class, allocated in one method, and held through the same references. */
final class Survivors {

  /** What they have in common. */
  record Key(int typeId, String method, int shape) {}

  private final Key key;
  private final long[] countByCohort = new long[Cohorts.COUNT];
  private final long[] bytesByCohort = new long[Cohorts.COUNT];
  private final Set<Integer> contexts = new HashSet<>();
  private final List<Integer> members = new ArrayList<>();

  Survivors(Key key) {
    this.key = key;
  }

  void add(int node, int cohort, int sizeBytes, int allocationContext) {
    countByCohort[cohort]++;
    bytesByCohort[cohort] += sizeBytes;
    contexts.add(allocationContext);
    members.add(node);
  }

  Key key() {
    return key;
  }

  /** The nodes, in the snapshot's order. */
  List<Integer> members() {
    return members;
  }

  /** The contexts in which they were allocated. */
  Set<Integer> contexts() {
    return contexts;
  }

  long[] countByCohort() {
    return countByCohort.clone();
  }

  long[] bytesByCohort() {
    return bytesByCohort.clone();
  }

  long count() {
    return members.size();
  }

  long bytes() {
    return LongStream.of(bytesByCohort).sum();
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
