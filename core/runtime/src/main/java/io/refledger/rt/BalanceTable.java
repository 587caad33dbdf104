package io.refledger.rt;

/**
 * Increfs and decrefs by a pair of ints, of which the first is positive. Each row has a stamp: what
 * is added under a newer one begins at 0 again. For one thread at a time.
 */
final class BalanceTable {
  /** The number of columns of {@link #rows}, and what follows the first. */
  static final int COLUMNS = 5;

  static final int SECOND = 1;
  static final int STAMP = 2;
  static final int INCREFS = 3;
  static final int DECREFS = 4;

  private static final int FIRST_CAPACITY = 1 << 8;
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  /** Says which rows may go when the table is full. */
  interface Rows {
    /** Whether a row is still of use. */
    boolean isOfUse(int first, int second, int stamp);
  }

  private final int mostRows;
  private final Rows rows;

  /** Both ints of a row, the first in the high half; 0 is an empty row. */
  private long[] keys = new long[FIRST_CAPACITY];

  private int[] stamps = new int[FIRST_CAPACITY];
  private long[] increfs = new long[FIRST_CAPACITY];
  private long[] decrefs = new long[FIRST_CAPACITY];
  private int size;

  /** How many new rows are refused before those that are of no use are looked for once more. */
  private int toRefuse;

  /**
   * A table without rows.
   *
   * @param mostRows a power of two
   * @param rows which of them may go; null: none
   */
  BalanceTable(int mostRows, Rows rows) {
    this.mostRows = mostRows;
    this.rows = rows;
  }

  /**
   * Adds to a row; false if it has a newer stamp, or there is no room for one more row. May
   * allocate.
   */
  boolean add(int first, int second, int stamp, int moreIncrefs, int moreDecrefs) {
    long key = key(first, second);
    int at = find(keys, key);
    if (keys[at] == 0) {
      if (!makeRoom()) {
        return false;
      }
      at = find(keys, key);
      keys[at] = key;
      stamps[at] = stamp;
      size++;
    }
    if (stamps[at] > stamp) {
      return false;
    }
    if (stamps[at] < stamp) {
      stamps[at] = stamp;
      increfs[at] = 0;
      decrefs[at] = 0;
    }
    increfs[at] += moreIncrefs;
    decrefs[at] += moreDecrefs;
    return true;
  }

  /** The bytes that it takes. */
  long memoryBytes() {
    return 28L * keys.length;
  }

  /** The stamp of a row, 0 if there is none. */
  int stamp(int first, int second) {
    return stamps[find(keys, key(first, second))];
  }

  /** A copy of all rows that are of use: first, second, stamp, increfs, decrefs of each. */
  long[] rows() {
    long[] copy = new long[COLUMNS * size];
    int end = 0;
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != 0 && isOfUse(at)) {
        copy[end] = keys[at] >>> 32;
        copy[end + SECOND] = (int) keys[at];
        copy[end + STAMP] = stamps[at];
        copy[end + INCREFS] = increfs[at];
        copy[end + DECREFS] = decrefs[at];
        end += COLUMNS;
      }
    }
    long[] exact = new long[end];
    System.arraycopy(copy, 0, exact, 0, end);
    return exact;
  }

  private boolean isOfUse(int at) {
    return rows == null || rows.isOfUse((int) (keys[at] >>> 32), (int) keys[at], stamps[at]);
  }

  private static long key(int first, int second) {
    return ((long) first << 32) | (second & 0xFFFFFFFFL);
  }

  private static int find(long[] keys, long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * SCATTER) >>> 32) & mask;
    while (keys[at] != key && keys[at] != 0) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** After this, one row more fits in; false if all are of use and there are the most of them. */
  private boolean makeRoom() {
    if (2 * (size + 1) <= keys.length && size < mostRows) {
      return true;
    }
    if (toRefuse > 0) {
      toRefuse--;
      return false;
    }
    try {
      rebuild();
    } catch (OutOfMemoryError e) {
      return false;
    }
    toRefuse = size > mostRows / 4 * 3 ? mostRows / 4 : 0;
    return size < mostRows;
  }

  /** Drops the rows that are of no use, and doubles the room if more than half of it is taken. */
  private void rebuild() {
    int kept = 0;
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != 0 && isOfUse(at)) {
        kept++;
      }
    }
    boolean isTight = 4 * (kept + 1) > keys.length && keys.length < 2 * mostRows;
    int capacity = isTight ? 2 * keys.length : keys.length;
    long[] newKeys = new long[capacity];
    int[] newStamps = new int[capacity];
    long[] newIncrefs = new long[capacity];
    long[] newDecrefs = new long[capacity];
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] == 0 || !isOfUse(at)) {
        continue;
      }
      int to = find(newKeys, keys[at]);
      newKeys[to] = keys[at];
      newStamps[to] = stamps[at];
      newIncrefs[to] = increfs[at];
      newDecrefs[to] = decrefs[at];
    }
    keys = newKeys;
    stamps = newStamps;
    increfs = newIncrefs;
    decrefs = newDecrefs;
    size = kept;
  }
}
