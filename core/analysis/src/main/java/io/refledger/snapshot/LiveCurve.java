package io.refledger.snapshot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many objects lived at instants of the allocation clock, the oldest instant first.
 *
 * <p>An instant is the number of births until then. The objects are told apart by class and
 * allocation context.
 */
public final class LiveCurve {

  private final long start;
  private final long now;
  private final long[] instants;

  /** Per class and context: of each instant the number of objects, then of each the bytes. */
  private final Map<Long, long[]> rows;

  private LiveCurve(long start, long now, long[] instants, Map<Long, long[]> rows) {
    this.start = start;
    this.now = now;
    this.instants = instants;
    this.rows = rows;
  }

  /** The number of births when the application began, or when its past was frozen. */
  public long start() {
    return start;
  }

  /** The number of births so far. */
  public long now() {
    return now;
  }

  /** The number of instants. */
  public int size() {
    return instants.length;
  }

  /** The number of births at an instant. */
  public long clock(int instant) {
    return instants[instant];
  }

  /** The number of objects of a class and allocation context at an instant. */
  public long count(ObjectType type, int allocationContext, int instant) {
    return entry(type, allocationContext, instant);
  }

  /** Their shallow sizes. */
  public long bytes(ObjectType type, int allocationContext, int instant) {
    return entry(type, allocationContext, instants.length + instant);
  }

  /** Shows each class and allocation context that had live objects at an instant, in no order. */
  public void forEach(Consumer consumer) {
    rows.keySet().forEach(key -> consumer.accept((int) (key >> Integer.SIZE), key.intValue()));
  }

  /** Takes what the curve tells apart. */
  public interface Consumer {
    /** A class and an allocation context. */
    void accept(int typeId, int allocationContext);
  }

  private long entry(ObjectType type, int allocationContext, int at) {
    long[] row = rows.get(key(type.id(), allocationContext));
    return row == null ? 0 : row[at];
  }

  private static long key(int typeId, int allocationContext) {
    return ((long) typeId << Integer.SIZE) | Integer.toUnsignedLong(allocationContext);
  }

  /** What is told of the past. */
  static final class Collector {
    private static final int MOST_INSTANTS = 64;

    private long start;
    private long now;
    private final long[] instants = new long[MOST_INSTANTS];
    private int size;
    private final Map<Long, long[]> rows = new HashMap<>();

    void clock(long startOfCohorts, long births) {
      start = startOfCohorts;
      now = births;
    }

    void instant(long clock) {
      instants[size++] = clock;
    }

    void lived(int typeId, int allocationContext, long count, long bytes) {
      long[] row =
          rows.computeIfAbsent(key(typeId, allocationContext), key -> new long[2 * MOST_INSTANTS]);
      row[size - 1] += count;
      row[MOST_INSTANTS + size - 1] += bytes;
    }

    LiveCurve build() {
      Map<Long, long[]> packed = new HashMap<>();
      rows.forEach((key, row) -> packed.put(key, packed(row)));
      return new LiveCurve(start, now, Arrays.copyOf(instants, size), packed);
    }

    private long[] packed(long[] row) {
      long[] entries = new long[2 * size];
      System.arraycopy(row, 0, entries, 0, size);
      System.arraycopy(row, MOST_INSTANTS, entries, size, size);
      return entries;
    }
  }
}
