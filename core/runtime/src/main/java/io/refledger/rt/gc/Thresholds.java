package io.refledger.rt.gc;

/** When which generation is due. */
final class Thresholds {
  /** Plain: a late reader collects late. */
  final int[] threshold = new int[Generations.COUNT];

  /** Collections of the next younger generation; index 0 is not used. Guarded by collecting. */
  final int[] count = new int[Generations.COUNT];

  private long longLivedTotal;
  private long longLivedPending;

  /** The oldest generation due; -1 for none. {@code count0} is over its threshold or not. */
  int due(int count0) {
    if (count[2] > threshold[2] && longLivedPending >= longLivedTotal / 4) {
      return 2;
    }
    if (count[1] > threshold[1]) {
      return 1;
    }
    return count0 > threshold[0] ? 0 : -1;
  }

  /** A collection of {@code generation} begins. */
  void started(int generation) {
    if (generation + 1 < Generations.COUNT) {
      count[generation + 1]++;
    }
    for (int g = 1; g <= generation; g++) {
      count[g] = 0;
    }
  }

  /** {@code survivors} objects were moved out of {@code generation}. */
  void survived(int generation, int survivors) {
    if (generation == Generations.COUNT - 2) {
      longLivedPending += survivors;
    } else if (generation == Generations.COUNT - 1) {
      longLivedPending = 0;
      longLivedTotal = survivors;
    }
  }
}
