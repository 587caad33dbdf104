package io.refledger.rt;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.MemoryUser;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.StackRoom;
import jdk.internal.vm.annotation.DontInline;

/*
 * The instants are spread over the allocation clock, however long the program runs: when there are
 * as many as may be, every other one is dropped and the spacing doubles. So between half and all of them
 * are there, from the beginning to now. They do not keep step with anything: the gap to the next one
 * is drawn from half the spacing to one and a half, or a program that fills and empties something as
 * regularly would be seen at the same height each time.
 *
 * The thread whose birth makes an instant due counts: a pass over the table while others run on. So it
 * is the clock alone that decides when, and two runs of a program are looked at alike; unless all
 * instants took two seconds and a fiftieth of the time besides, when some are left out.
 */
/**
 * The number and bytes of the live objects of each birth id at instants of the allocation clock.
 * For one thread at a time, under the lock.
 */
public final class LiveCurve implements MemoryUser {
  private static final int MOST_POINTS = 48;

  /** From this spacing on there are half as many: their passes are no longer short. */
  private static final long SPARSE_SPACING = 1 << 13;

  private static final long FIRST_SPACING = 1 << 9;
  private static final int OLDEST_GENERATION = 2;

  /** Found before anything is woven; what it is asked are natives. */
  private static final Runtime JVM = Runtime.getRuntime();

  /** All instants together may take so long, and a part of the time since they began besides. */
  private static final long ALLOWANCE_NANOS = 2_000_000_000L;

  private static final long PART_OF_TIME = 50;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final BirthTable births;
  private final Clocks clocks;
  private final SlowPathLock lock = new SlowPathLock();

  /** By age, the first {@link #size} are there. Guarded by lock. */
  private final Point[] points = new Point[MOST_POINTS];

  private int size;

  /** What the instants take. Written under lock; a reader may be late. */
  private long pointBytes;

  private long start;
  private long spacing = FIRST_SPACING;

  /** The state of the generator of gaps, which is the same in each run. Guarded by lock. */
  private long random;

  /** The clock from which another instant is due. Written under lock. */
  private volatile long due = Long.MAX_VALUE;

  /** Whether the ledger is collected first, so that garbage in cycles does not count. */
  private volatile boolean collects;

  /** When it began, and how long all instants have taken. Guarded by lock. */
  private long begunAt;

  private long spentNanos;

  LiveCurve(ShadowTable table, EdgeTable edges, BirthTable births, Clocks clocks) {
    this.table = table;
    this.edges = edges;
    this.births = births;
    this.clocks = clocks;
  }

  /** One instant: birth ids that have live objects, and how many of how many bytes in all. */
  private static final class Point {
    final long clock;
    final long heapUsedBytes;
    final int[] birthIds;
    final int[] counts;
    final long[] bytes;

    Point(long clock, int size) {
      this.clock = clock;
      heapUsedBytes = JVM.totalMemory() - JVM.freeMemory();
      birthIds = new int[size];
      counts = new int[size];
      bytes = new long[size];
    }

    long memoryBytes() {
      return 16L * birthIds.length;
    }
  }

  /**
   * From now on cohorts are counted: all that was before is their common past.
   *
   * @param collects whether an instant may collect the ledger
   */
  public void begin(boolean collects) {
    lock.enter();
    try {
      this.collects = collects;
      start = clocks.births();
      spacing = FIRST_SPACING;
      random = 0;
      due = start + gap();
      begunAt = System.nanoTime();
      spentNanos = 0;
      for (int i = 0; i < size; i++) points[i] = null;
      size = 0;
    } finally {
      lock.exit();
    }
  }

  /** Begins anew, as it was begun before. */
  public void begin() {
    begin(collects);
  }

  @Override
  public long memoryBytes() {
    return pointBytes;
  }

  /** Whether the program has allocated so much that it is time to observe it again. */
  boolean isDue() {
    return clocks.births() >= due;
  }

  /** Adds this instant if no other thread does. Takes as long as a pass over the table does. */
  @DontInline
  void observe(CycleDetector detector, Context c) {
    long begin = System.nanoTime();
    if (!claim(begin) || !StackRoom.isThere()) return;
    Point point = null;
    if (collects && detector.isEnabled()) detector.collect(OLDEST_GENERATION, c);
    long state = Units.putAside(c);
    try {
      point = look(clocks.births());
    } catch (VirtualMachineError e) {
      // No room on the heap or the stack: it stays the program's to find out, and this instant is
      // out.
    } finally {
      Units.takeUp(state, c);
    }
    add(point, System.nanoTime() - begin);
  }

  private void add(Point point, long nanos) {
    lock.enter();
    try {
      spentNanos += nanos;
      if (point == null || point.clock < start) return; // begun anew meanwhile
      points[size++] = point;
      while (size >= mostPoints()) thin();
      pointBytes = 0;
      for (int i = 0; i < size; i++) pointBytes += points[i].memoryBytes();
      due = point.clock + gap();
    } finally {
      lock.exit();
    }
  }

  private boolean claim(long nanos) {
    lock.enter();
    try {
      long births = clocks.births();
      if (births < due) return false;
      due = births + spacing;
      return spentNanos <= ALLOWANCE_NANOS + (nanos - begunAt) / PART_OF_TIME;
    } finally {
      lock.exit();
    }
  }

  /**
   * The births until the next instant, by the linear congruential generator of Knuth's MMIX (The
   * Art of Computer Programming, 2, 3.3.4), whose high bits are the good ones.
   */
  private long gap() {
    random = random * 6364136223846793005L + 1442695040888963407L;
    return spacing / 2 + (random >>> 40) % spacing;
  }

  private void thin() {
    int kept = size / 2;
    for (int i = 0; i < kept; i++) points[i] = points[2 * i + 1];
    for (int i = kept; i < size; i++) points[i] = null;
    size = kept;
    spacing *= 2;
  }

  private int mostPoints() {
    return spacing < SPARSE_SPACING ? MOST_POINTS : MOST_POINTS / 2;
  }

  private Point look(long clock) {
    int ids = births.count() + 1;
    int[] counts = new int[ids];
    long[] bytes = new long[ids];
    int used = 0;
    for (int slot = 1, last = table.last(); slot <= last; slot++) {
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

  /** Shows the clock, then all instants, the oldest first. Allocates. */
  void accept(SnapshotVisitor visitor) {
    Point[] points = new Point[MOST_POINTS];
    long start;
    lock.enter();
    try {
      start = this.start;
      System.arraycopy(this.points, 0, points, 0, size);
    } finally {
      lock.exit();
    }
    visitor.clock(start, clocks.births());
    for (Point point : points) {
      if (point != null) show(point, visitor);
    }
  }

  private void show(Point point, SnapshotVisitor visitor) {
    visitor.instant(point.clock);
    visitor.heapUsed(point.heapUsedBytes);
    for (int i = 0; i < point.birthIds.length; i++) {
      int id = point.birthIds[i];
      visitor.lived(births.type(id), births.allocationContext(id), point.counts[i], point.bytes[i]);
    }
  }
}
