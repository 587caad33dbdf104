package io.refledger.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private final long[] heapUsedByInstant;

  /** A row a class and allocation context. */
  private final PairNumbers rows;

  /** By row: of each instant the number of objects, then of each the bytes. */
  private final List<long[]> entriesByRow;

  private LiveCurve(
      long start,
      long now,
      long[] instants,
      long[] heapUsedByInstant,
      PairNumbers rows,
      List<long[]> entriesByRow) {
    this.start = start;
    this.now = now;
    this.instants = instants;
    this.heapUsedByInstant = heapUsedByInstant;
    this.rows = rows;
    this.entriesByRow = entriesByRow;
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

  /**
   * The bytes in use of the JVM's heap at an instant, dead objects too; 0 if they are not known.
   */
  public long heapUsed(int instant) {
    return heapUsedByInstant[instant];
  }

  /** The number of all objects at an instant. */
  public long totalCount(int instant) {
    return entriesByRow.stream().mapToLong(row -> row[instant]).sum();
  }

  /** The shallow sizes of all objects at an instant. */
  public long totalBytes(int instant) {
    return entriesByRow.stream().mapToLong(row -> row[instants.length + instant]).sum();
  }

  /** The number of objects of a class and allocation context at an instant. */
  public long count(ObjectType type, int allocationContext, int instant) {
    return entry(type, allocationContext, instant);
  }

  /** Their shallow sizes. */
  public long bytes(ObjectType type, int allocationContext, int instant) {
    return entry(type, allocationContext, instants.length + instant);
  }

  /** Shows each class and allocation context that had live objects at an instant. */
  public void forEach(Consumer consumer) {
    for (int row = 0; row < rows.size(); row++) {
      consumer.accept(rows.first(row), rows.second(row));
    }
  }

  /** Takes what the curve tells apart. */
  public interface Consumer {
    /** A class and an allocation context. */
    void accept(int typeId, int allocationContext);
  }

  private long entry(ObjectType type, int allocationContext, int at) {
    int row = rows.known(type.id(), allocationContext);
    return row == PairNumbers.ABSENT ? 0 : entriesByRow.get(row)[at];
  }

  /** What is told of the past. */
  static final class Collector {
    private static final int MOST_INSTANTS = 64;

    private long start;
    private long now;
    private final long[] instants = new long[MOST_INSTANTS];
    private final long[] heapUsedByInstant = new long[MOST_INSTANTS];
    private int size;
    private final PairNumbers rows = new PairNumbers();
    private final List<long[]> entriesByRow = new ArrayList<>();

    void clock(long startOfCohorts, long births) {
      start = startOfCohorts;
      now = births;
    }

    void instant(long clock) {
      instants[size++] = clock;
    }

    void heapUsed(long bytes) {
      heapUsedByInstant[size - 1] = bytes;
    }

    void lived(int typeId, int allocationContext, long count, long bytes) {
      int row = rows.of(typeId, allocationContext);
      if (row == entriesByRow.size()) {
        entriesByRow.add(new long[2 * MOST_INSTANTS]);
      }
      entriesByRow.get(row)[size - 1] += count;
      entriesByRow.get(row)[MOST_INSTANTS + size - 1] += bytes;
    }

    LiveCurve build() {
      List<long[]> packed = entriesByRow.stream().map(this::packed).toList();
      return new LiveCurve(
          start,
          now,
          Arrays.copyOf(instants, size),
          Arrays.copyOf(heapUsedByInstant, size),
          rows,
          packed);
    }

    private long[] packed(long[] row) {
      long[] entries = new long[2 * size];
      System.arraycopy(row, 0, entries, 0, size);
      System.arraycopy(row, MOST_INSTANTS, entries, size, size);
      return entries;
    }
  }
}
