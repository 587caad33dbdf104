package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;

/*
 * Records and blocks of references are paid for before they are committed, and never given back: a
 * free one waits for the next object. All else (lists, tables, contexts, names) grows as it must: some
 * of it tells when it has grown, the rest is measured when somebody asks. What was there of it when the
 * program began is not counted: that is the JDK's own code, and the same for every program.
 */
/** The bytes that a ledger uses, and those that it may still commit. */
public final class MemoryBudget {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long TAKEN = U.objectFieldOffset(MemoryBudget.class, "takenBytes");
  private static final long GROWN = U.objectFieldOffset(MemoryBudget.class, "grownBytes");
  private static final int MOST_USERS = 32;

  private final long limitBytes;

  /** Read: volatile. Written: getAndAdd. */
  private volatile long takenBytes;

  /** What those take who tell when they grow. Read: volatile. Written: getAndAdd. */
  private volatile long grownBytes;

  /** What was there beside records and blocks when the program began. Read, written: volatile. */
  private volatile long firstBytes;

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
    firstBytes = grownBytes + measure();
  }

  /** What was there when the program began. */
  public long firstBytes() {
    return firstBytes;
  }

  /** Somebody takes so many bytes more, or less, of the Java heap. */
  public void grown(long bytes) {
    U.getAndAddLong(this, GROWN, bytes);
  }

  /** Takes {@code bytes} out of the budget; false, and nothing taken, when there is less left. */
  public boolean take(long bytes) {
    if (U.getAndAddLong(this, TAKEN, bytes) + bytes <= limitBytes) {
      return true;
    }
    U.getAndAddLong(this, TAKEN, -bytes);
    return false;
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
    return takenBytes + Math.max(0, grownBytes + measure() - firstBytes);
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
