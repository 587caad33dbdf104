package io.refledger.rt;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.ShadowTable;

/*
 * The instants lie evenly on the allocation clock, however long the program runs: when there are
 * MOST_POINTS, every other one is dropped and the spacing doubles. So between half and all of them
 * are there, from the beginning to now.
 *
 * An instant is a pass over the table while the program runs on: late by what happens meanwhile.
 */
/**
 * The number and bytes of the live objects of each birth id at instants of the allocation clock.
 * For one thread at a time, under the lock.
 */
public final class LiveCurve {
  private static final int MOST_POINTS = 24;
  private static final long FIRST_SPACING = 1 << 12;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final BirthTable births;
  private final Clocks clocks;
  private final SlowPathLock lock = new SlowPathLock();

  /** By age, the first {@link #size} are there. Guarded by lock. */
  private final Point[] points = new Point[MOST_POINTS];

  private int size;
  private long start;
  private long spacing = FIRST_SPACING;

  /** The clock from which another instant is due. Written under lock. */
  private volatile long due = FIRST_SPACING;

  LiveCurve(ShadowTable table, EdgeTable edges, BirthTable births, Clocks clocks) {
    this.table = table;
    this.edges = edges;
    this.births = births;
    this.clocks = clocks;
  }

  /** One instant: birth ids that have live objects, and how many of how many bytes in all. */
  private static final class Point {
    final long clock;
    final int[] birthIds;
    final int[] counts;
    final long[] bytes;

    Point(long clock, int size) {
      this.clock = clock;
      birthIds = new int[size];
      counts = new int[size];
      bytes = new long[size];
    }
  }

  /** From now on cohorts are counted: all that was before is their common past. */
  public void begin() {
    lock.enter();
    try {
      start = clocks.births();
      spacing = FIRST_SPACING;
      due = start + spacing;
      for (int i = 0; i < size; i++) points[i] = null;
      size = 0;
    } finally {
      lock.exit();
    }
  }

  /** Whether the program has allocated so much that it is time to observe it again. */
  public boolean isDue() {
    return clocks.births() >= due;
  }

  /** Adds this instant. Takes as long as a pass over the table does, and allocates. */
  public void observe() {
    lock.enter();
    try {
      if (size == MOST_POINTS) thin();
      points[size++] = look(clocks.births());
      due = points[size - 1].clock + spacing;
    } finally {
      lock.exit();
    }
  }

  private void thin() {
    for (int i = 0; i < MOST_POINTS / 2; i++) points[i] = points[2 * i + 1];
    for (int i = MOST_POINTS / 2; i < MOST_POINTS; i++) points[i] = null;
    size = MOST_POINTS / 2;
    spacing *= 2;
  }

  private Point look(long clock) {
    int ids = births.count() + 1;
    int[] counts = new int[ids];
    long[] bytes = new long[ids];
    int used = 0;
    for (int slot = 1, last = table.highWater(); slot <= last; slot++) {
      long word = table.word(slot);
      if (CountWord.isDead(word) || (word & CountWord.IMMORTAL_BIT) != 0) continue;
      int id = table.birthId(slot);
      if (id <= 0 || id >= ids) continue;
      if (counts[id]++ == 0) used++;
      bytes[id] += edges.sizeBytes(slot);
    }
    Point point = new Point(clock, used);
    int at = 0;
    for (int id = 1; at < used; id++) {
      if (counts[id] == 0) continue;
      point.birthIds[at] = id;
      point.counts[at] = counts[id];
      point.bytes[at++] = bytes[id];
    }
    return point;
  }

  /** Shows the clock, then all instants, the oldest first. */
  void accept(SnapshotVisitor visitor) {
    lock.enter();
    try {
      visitor.clock(start, clocks.births());
      for (int i = 0; i < size; i++) {
        Point point = points[i];
        visitor.instant(point.clock);
        for (int j = 0; j < point.birthIds.length; j++) {
          int id = point.birthIds[j];
          visitor.lived(
              births.type(id), births.allocationContext(id), point.counts[j], point.bytes[j]);
        }
      }
    } finally {
      lock.exit();
    }
  }
}
