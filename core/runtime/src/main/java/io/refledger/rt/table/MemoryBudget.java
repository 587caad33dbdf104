package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/*
 * Records and blocks of references are paid for before they are committed, and never given back: a
 * free one waits for the next object. All else (lists, tables, contexts, names) grows as it must and
 * cannot be refused: some of it tells when it has grown, the rest is measured when a chunk is asked
 * for. What it takes is no longer there for records. What was there of it when the program began is
 * not counted: that is the JDK's own code, and the same for every program.
 *
 * Who asks names its share of the limit, in 64ths. As memory runs out, new entries of tables are
 * refused first, then objects that hold nothing, then all objects; the last part is for records that
 * keep exact what is tracked already. See design/bounded.md.
 */
/**
 * The bytes that a ledger uses, those that it may still use, and what is refused as they run out.
 */
public final class MemoryBudget {
  /** The share of the limit up to which tables of what was observed get new entries. */
  public static final int ENTRIES = 58;

  /** The share up to which objects without references get fresh memory. */
  public static final int LEAVES = 60;

  /** The share for all other objects. */
  public static final int OBJECTS = 62;

  /** The share for statics, and for untracked objects that tracked ones are stored into. */
  public static final int REFERRERS = 64;

  /** Nothing was refused so far. */
  public static final int WHOLE = 0;

  /** New entries of tables were refused. */
  public static final int NO_ENTRIES = 1;

  /** Objects without references were refused, too. */
  public static final int NO_LEAVES = 2;

  /** All objects were refused. */
  public static final int NO_OBJECTS = 3;

  /** Even a record that keeps tracked objects exact was refused. */
  public static final int NO_REFERRERS = 4;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long TAKEN = U.objectFieldOffset(MemoryBudget.class, "takenBytes");
  private static final long GROWN = U.objectFieldOffset(MemoryBudget.class, "grownBytes");
  private static final long REFUSED = U.objectFieldOffset(MemoryBudget.class, "refusedEntries");
  private static final int SHARES = 64;
  private static final int MOST_USERS = 32;

  private final long limitBytes;

  /** Read: volatile. Written: getAndAdd. */
  private volatile long takenBytes;

  /** What those take who tell when they grow. Read: volatile. Written: getAndAdd. */
  private volatile long grownBytes;

  /** What was there beside records and blocks when the program began. Read, written: volatile. */
  private volatile long firstBytes;

  /** What the users took when they were last asked. Plain: a reader may be late. */
  private long measuredBytes;

  /** Read: volatile. Written: a stage is only ever entered, a late writer loses one refusal. */
  private volatile int narrowing;

  /** Read: volatile. Written: getAndAdd. */
  private volatile long refusedEntries;

  /** Written while the ledger is set up, an entry before the count. */
  private final MemoryUser[] users = new MemoryUser[MOST_USERS];

  private volatile int userCount;

  /** A budget of {@code limitBytes}, none of it used. */
  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** From now on what {@code user} takes counts. Contract: one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // while the ledger is set up
  public void add(MemoryUser user) {
    users[userCount] = user;
    userCount = userCount + 1;
  }

  /** Until {@link #begin} nothing counts but records and blocks of references. */
  public void beforeTheProgram() {
    firstBytes = Long.MAX_VALUE / 2;
  }

  /** The program begins: what is there by now, beside records and blocks, does not count. */
  public void begin() {
    measuredBytes = measure();
    firstBytes = grownBytes + measuredBytes;
  }

  /** What was there when the program began. */
  public long firstBytes() {
    return firstBytes;
  }

  /** Somebody takes so many bytes more, or less, of the Java heap. */
  public void grown(long bytes) {
    U.getAndAddLong(this, GROWN, bytes);
  }

  /**
   * Takes {@code bytes} for records or blocks; false, and nothing taken, when they lie beyond the
   * share.
   */
  public boolean take(long bytes, int share) {
    if (takenBytes + bytes + otherBytes() > part(share)) {
      narrow(share); // all users were asked a while ago: a thread that is refused asks often
      return false;
    }
    measuredBytes = measure();
    if (U.getAndAddLong(this, TAKEN, bytes) + bytes + otherBytes() <= part(share)) {
      return true;
    }
    U.getAndAddLong(this, TAKEN, -bytes);
    narrow(share);
    return false;
  }

  /**
   * Whether a table of what was observed may get one more entry; if not, that is counted. A table
   * grows in steps: it asks for each entry, or for each step.
   */
  public boolean admitsEntry() {
    if (admits()) {
      return true;
    }
    U.getAndAddLong(this, REFUSED, 1);
    narrow(ENTRIES);
    return false;
  }

  /** Whether tables of what was observed may grow; one that can do without asks only this. */
  public boolean admits() {
    return takenBytes + otherBytes() <= part(ENTRIES);
  }

  /** How many entries were refused. */
  public long refusedEntries() {
    return refusedEntries;
  }

  /** Whether more is used than there may be. */
  public boolean isExceeded() {
    return takenBytes + otherBytes() > limitBytes;
  }

  /** The last stage that was reached, from {@link #WHOLE} to {@link #NO_REFERRERS}. */
  public int narrowing() {
    return narrowing;
  }

  private void narrow(int share) {
    int stage = NO_ENTRIES + (share - ENTRIES) / (LEAVES - ENTRIES);
    if (narrowing < stage) {
      narrowing = stage;
    }
  }

  private long part(int share) {
    return limitBytes / SHARES * share;
  }

  private long otherBytes() {
    return Math.max(0, grownBytes + measuredBytes - firstBytes);
  }

  private long measure() {
    long sum = 0;
    for (int i = 0; i < userCount; i++) {
      sum += users[i].memoryBytes();
    }
    return sum;
  }

  /** The bytes used now, of those that count. Asks all users. */
  public long usedBytes() {
    measuredBytes = measure();
    return takenBytes + otherBytes();
  }

  /** The most bytes that may be used. */
  public long limitBytes() {
    return limitBytes;
  }

  /** The part of {@link #usedBytes()} that records and blocks of references take. */
  public long takenBytes() {
    return takenBytes;
  }

  /**
   * Address space for {@code bytes}, or for half of it, and so on; the pages cost nothing until
   * they are used. The size found is written to {@code sizeBytes[0]}.
   */
  public static long reserve(long bytes, long[] sizeBytes) {
    for (long size = bytes; ; size >>>= 1) {
      try {
        sizeBytes[0] = size;
        return U.allocateMemory(size);
      } catch (OutOfMemoryError e) {
        if (size < 1 << 16) {
          throw e;
        }
      }
    }
  }
}
