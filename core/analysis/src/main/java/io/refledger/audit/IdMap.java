package io.refledger.audit;

/** From the ids of a dump's objects to numbers that are not 0: an open hash table. */
final class IdMap {
  private static final long SCRAMBLER = 0x9E3779B97F4A7C15L;
  private static final int FIRST_BITS = 16;

  /** 0 is empty: no object has this id. */
  private long[] ids;

  private int[] numbers;
  private int shift;
  private int size;

  /** An empty table. */
  IdMap() {
    allocate(FIRST_BITS);
  }

  private void allocate(int bits) {
    ids = new long[1 << bits];
    numbers = new int[1 << bits];
    shift = Long.SIZE - bits;
  }

  /**
   * Puts a number; an id that is there keeps its own. Nothing happens for 0, which is no object.
   */
  void put(long id, int number) {
    if (id == 0) {
      return;
    }
    if (2 * size >= ids.length) {
      grow();
    }
    int cell = cell(id);
    if (ids[cell] == 0) {
      ids[cell] = id;
      numbers[cell] = number;
      size++;
    }
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldNumbers = numbers;
    allocate(Long.SIZE - shift + 1);
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int cell = cell(oldIds[i]);
        ids[cell] = oldIds[i];
        numbers[cell] = oldNumbers[i];
      }
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
