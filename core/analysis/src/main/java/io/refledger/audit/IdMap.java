package io.refledger.audit;

/** From the ids of a dump's objects to numbers that are not 0: an open hash table. */
final class IdMap {
  private static final long SCRAMBLER = 0x9E3779B97F4A7C15L;

  /** 0 is empty: no object has this id. */
  private final long[] ids;

  private final int[] numbers;
  private final int shift;

  /** A table with room for so many ids. */
  IdMap(int size) {
    int bits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(2 * size));
    ids = new long[1 << bits];
    numbers = new int[1 << bits];
    shift = Long.SIZE - bits;
  }

  /** Puts a number; an id that is there keeps its own. */
  void put(long id, int number) {
    int cell = cell(id);
    if (ids[cell] == 0) {
      ids[cell] = id;
      numbers[cell] = number;
    }
  }

  /** The number of an id, 0 for none. */
  int get(long id) {
    return id == 0 ? 0 : numbers[cell(id)];
  }

  private int cell(long id) {
    int cell = (int) ((id * SCRAMBLER) >>> shift);
    while (ids[cell] != 0 && ids[cell] != id) {
      cell = cell + 1 & ids.length - 1;
    }
    return cell;
  }
}
