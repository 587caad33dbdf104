package io.refledger.rt;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.MemoryUser;
import io.refledger.rt.table.ShadowTable;
import java.util.Arrays;

/*
 * An object is recorded if its word has WATCHED; whoever changes a count has that word in hand, so
 * an object that is not watched costs nothing more. Only references are recorded, not pins.
 *
 * Two tables: by (type, context), which loses nothing unless there are 2^16 such pairs; and by
 * (slot, context) for single objects, whose row (slot, SUM) has the sum. Its stamp is the object's
 * serial number. Rows of the dead stay until their slot is given to another watched object, or room
 * is needed: a death does nothing here.
 *
 * All under one lock, which is the last in the order of locks: inside, nothing is waited for.
 */
/** The balance of watched objects: their increfs and decrefs by call site. */
public final class BalanceBook implements BalanceTable.Rows, MemoryUser {
  private static final int MOST_TYPE_ROWS = 1 << 16;
  private static final int MOST_OBJECT_ROWS = 1 << 18;
  private static final int FIRST_TYPES = 64;

  /** In the place of a context: the row of all contexts. */
  private static final int SUM = -1;

  private final ShadowTable table;
  private final BirthTable births;
  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by the lock. */
  private final BalanceTable byType = new BalanceTable(MOST_TYPE_ROWS, null);

  /** Guarded by the lock. */
  private final BalanceTable byObject = new BalanceTable(MOST_OBJECT_ROWS, this);

  /** Objects born while their type was watched, by type. Guarded by the lock. */
  private long[] born = new long[FIRST_TYPES];

  /** Objects that lived already when their type began to be watched. Guarded by the lock. */
  private long[] before = new long[FIRST_TYPES];

  /** The latest serial number. Guarded by the lock. */
  private int serials;

  /** Records that found no room. Plain: of two at once one may be missed. */
  long lost;

  /** Records of single objects that found no room; their types have them. Guarded by the lock. */
  private long lostOfObjects;

  BalanceBook(ShadowTable table, BirthTable births) {
    this.table = table;
    this.births = births;
  }

  /**
   * Begins to watch the live objects of some types; their number. Serial numbers follow the order
   * of birth. Visits the whole table.
   */
  long watch(boolean[] isWatchedType) {
    long[] found = new long[FIRST_TYPES];
    int size = 0;
    for (int slot = 1, last = table.last(); slot <= last; slot++) {
      if (!isWatched(slot, isWatchedType) || !mark(slot)) {
        continue;
      }
      if (size == found.length) {
        found = Arrays.copyOf(found, 2 * size);
      }
      found[size++] = Integer.toUnsignedLong(table.birthClock(slot)) << 32 | slot;
    }
    Arrays.sort(found, 0, size);
    for (int i = 0; i < size; i++) {
      enter((int) found[i], typeOf((int) found[i]), 0, 1);
    }
    return size;
  }

  @Override
  public long memoryBytes() {
    return byType.memoryBytes() + byObject.memoryBytes() + 16L * born.length;
  }

  private boolean isWatched(int slot, boolean[] isWatchedType) {
    int type = CountWord.isDead(table.word(slot)) ? 0 : typeOf(slot);
    return type < isWatchedType.length && isWatchedType[type];
  }

  /** Sets WATCHED; false for what was watched already, has died, or is never counted. */
  private boolean mark(int slot) {
    while (true) {
      long word = table.word(slot);
      if (CountWord.isDead(word)
          || (word & (CountWord.WATCHED_BIT | CountWord.IMMORTAL_BIT)) != 0) {
        return false;
      }
      if (table.casWord(slot, word, word | CountWord.WATCHED_BIT)) {
        return true;
      }
    }
  }

  /** A watched object is born; it gets the next serial number. May allocate. */
  void born(int slot) {
    enter(slot, typeOf(slot), 1, 0);
  }

  private void enter(int slot, int type, int moreBorn, int moreBefore) {
    lock.enter();
    try {
      growTo(type);
      born[type] += moreBorn;
      before[type] += moreBefore;
      if (serials < Integer.MAX_VALUE && !byObject.add(slot, SUM, ++serials, 0, 0)) {
        lostOfObjects++;
      }
    } catch (OutOfMemoryError e) {
      lost++;
    } finally {
      lock.exit();
    }
  }

  private void growTo(int type) {
    if (type >= born.length) {
      long[] moreBorn = new long[2 * type];
      long[] moreBefore = new long[2 * type];
      System.arraycopy(born, 0, moreBorn, 0, born.length);
      System.arraycopy(before, 0, moreBefore, 0, before.length);
      born = moreBorn;
      before = moreBefore;
    }
  }

  /**
   * One reference more. Contract: the caller holds it.
   *
   * @param word the count word of {@code slot} before
   */
  void increfed(int slot, long word, int context) {
    if ((word & (CountWord.WATCHED_BIT | CountWord.IMMORTAL_BIT)) == CountWord.WATCHED_BIT) {
      add(slot, object(slot), context, 1, 0);
    }
  }

  /** One reference less of {@link #object}, which may be dead by now, and its slot another's. */
  void decrefed(int slot, long object, int context) {
    add(slot, object, context, 0, 1);
  }

  /** Serial number and type of the object with this slot. Contract: the caller holds a unit. */
  long object(int slot) {
    lock.enter();
    try {
      return (long) byObject.stamp(slot, SUM) << 32 | typeOf(slot);
    } finally {
      lock.exit();
    }
  }

  private int typeOf(int slot) {
    return births.type(table.birthId(slot));
  }

  private void add(int slot, long object, int context, int increfs, int decrefs) {
    int serial = (int) (object >>> 32);
    lock.enter();
    try {
      if (!byType.add((int) object, context, 0, increfs, decrefs)) {
        lost++;
      }
      if (serial != 0 && byObject.stamp(slot, SUM) == serial) {
        byObject.add(slot, SUM, serial, increfs, decrefs);
        if (!byObject.add(slot, context, serial, increfs, decrefs)) {
          lostOfObjects++;
        }
      }
    } finally {
      lock.exit();
    }
  }

  @Override
  public boolean isOfUse(int slot, int context, int serial) {
    long word = table.word(slot);
    return !CountWord.isDead(word)
        && (word & CountWord.WATCHED_BIT) != 0
        && byObject.stamp(slot, SUM) == serial;
  }

  /** Shows the watched types, their rows, the live objects and theirs. */
  void accept(SnapshotVisitor visitor) {
    long[] types;
    long[] objects;
    long[] bornByType;
    long[] beforeByType;
    lock.enter();
    try {
      types = byType.rows();
      objects = byObject.rows();
      bornByType = born.clone();
      beforeByType = before.clone();
    } finally {
      lock.exit();
    }
    for (int type = 1; type < bornByType.length; type++) {
      if (bornByType[type] + beforeByType[type] != 0) {
        visitor.watched(type, bornByType[type], beforeByType[type]);
      }
    }
    show(types, false, visitor);
    show(objects, true, visitor);
    if (lost + lostOfObjects != 0) {
      visitor.balanceLost(lost, lostOfObjects);
    }
  }

  private static void show(long[] rows, boolean areObjects, SnapshotVisitor visitor) {
    for (int at = 0; at < rows.length; at += BalanceTable.COLUMNS) {
      int context = (int) rows[at + BalanceTable.SECOND];
      long increfs = rows[at + BalanceTable.INCREFS];
      long decrefs = rows[at + BalanceTable.DECREFS];
      if (!areObjects) {
        visitor.balance((int) rows[at], context, increfs, decrefs);
      } else if (context == SUM) {
        int serial = (int) rows[at + BalanceTable.STAMP];
        visitor.watchedObject((int) rows[at], serial, increfs, decrefs);
      } else {
        visitor.objectBalance((int) rows[at], context, increfs, decrefs);
      }
    }
  }
}
