package io.refledger.snapshot;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;

/** Numbers pairs of ints from 0 on, in the order in which they come. */
public final class PairNumbers {
  /** What {@link #known} says of a pair that has not come. */
  public static final int ABSENT = -1;

  private final LongIntHashMap numberByPair = new LongIntHashMap();
  private final LongArrayList pairByNumber = new LongArrayList();

  /**
   * The number of a pair, which is {@link #size()} as it was if the pair comes for the first time.
   */
  public int of(int first, int second) {
    int known = known(first, second);
    if (known != ABSENT) {
      return known;
    }
    numberByPair.put(pair(first, second), size());
    pairByNumber.add(pair(first, second));
    return size() - 1;
  }

  /** The number of a pair if it has come; ABSENT. */
  public int known(int first, int second) {
    return numberByPair.getOrDefault(pair(first, second), ABSENT);
  }

  /** The first of the pair with a number. */
  public int first(int number) {
    return (int) (pairByNumber.get(number) >> Integer.SIZE);
  }

  /** The second of the pair with a number. */
  public int second(int number) {
    return (int) pairByNumber.get(number);
  }

  /** How many pairs have come. */
  public int size() {
    return pairByNumber.size();
  }

  private static long pair(int first, int second) {
    return ((long) first << Integer.SIZE) | Integer.toUnsignedLong(second);
  }
}
