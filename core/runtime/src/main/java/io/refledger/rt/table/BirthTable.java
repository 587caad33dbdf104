package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/**
 * The interned pairs (type, allocation context); a pair's number is a birth id, from 1 up.
 *
 * <p>An entry also has the word by which the JVM marks objects of the type, so that a hash of the
 * JVM's that looks like a slot is found out. For objects that are no arrays it says how many
 * references and bytes each has.
 */
public final class BirthTable implements MemoryUser {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int ENTRY_BYTES = 20;
  private static final int TYPE = 0;
  private static final int CONTEXT = 4;
  private static final int REFERENCES = 8;
  private static final int SIZE = 12;
  private static final int KLASS = 16;
  private static final int MAX_ENTRIES = 1 << 21;

  @Stable private final SpinLock lock = new SpinLock();
  @Stable private final long base;
  @Stable private final int capacity;
  @Stable private final MemoryBudget budget;

  /** Open addressing, birth ids; guarded by the lock. */
  private int[] index = new int[256];

  /** The highest birth id given out; guarded by the lock. */
  private int count;

  /** An empty table that may grow as large as it can. */
  public BirthTable() {
    this(new MemoryBudget(Long.MAX_VALUE));
  }

  /** An empty table that gets no more allocation contexts when the budget says so. */
  public BirthTable(MemoryBudget budget) {
    this.budget = budget;
    long[] sizeBytes = new long[1];
    base = MemoryBudget.reserve((long) ENTRY_BYTES * MAX_ENTRIES, sizeBytes);
    capacity = (int) (sizeBytes[0] / ENTRY_BYTES);
    U.setMemory(base, ENTRY_BYTES, (byte) 0);
  }

  /**
   * The birth id of a pair, the same for the same pair; that of context 0, and in the end 0, when
   * the table is full. Takes a lock: cache the answer.
   */
  public int intern(int type, int allocationContext) {
    lock.lock();
    try {
      int found = find(type, allocationContext);
      if (index[found] != 0) {
        return index[found];
      }
      if (allocationContext == 0 ? count + 1 >= capacity : isFull()) {
        return index[find(type, 0)];
      }
      int id = ++count;
      U.putInt(base + (long) id * ENTRY_BYTES + TYPE, type);
      U.putInt(base + (long) id * ENTRY_BYTES + CONTEXT, allocationContext);
      U.putLong(base + (long) id * ENTRY_BYTES + REFERENCES, 0);
      U.putInt(base + (long) id * ENTRY_BYTES + KLASS, 0);
      index[found] = id;
      if (2 * count > index.length) {
        rehash();
      }
      return id;
    } finally {
      lock.unlock();
    }
  }

  /** An eighth is for the pairs without a context, which objects cannot do without. */
  private boolean isFull() {
    return count + 1 >= capacity - (capacity >> 3) || !budget.admitsEntry();
  }

  @Override
  public long memoryBytes() {
    return (long) count * ENTRY_BYTES + 4L * index.length;
  }

  /** The highest birth id given out. */
  public int count() {
    return count;
  }

  private int find(int type, int allocationContext) {
    int mask = index.length - 1;
    int at = ((type * 0x9E3779B9 + allocationContext * 0x85EBCA6B) >>> 5) & mask;
    while (index[at] != 0
        && (type(index[at]) != type || allocationContext(index[at]) != allocationContext)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void rehash() {
    index = new int[2 * index.length];
    for (int id = 1; id <= count; id++) {
      index[find(type(id), allocationContext(id))] = id;
    }
  }

  /** The type of a birth id. */
  public int type(int birthId) {
    return U.getInt(base + (long) birthId * ENTRY_BYTES + TYPE);
  }

  /** The allocation context of a birth id. */
  public int allocationContext(int birthId) {
    return U.getInt(base + (long) birthId * ENTRY_BYTES + CONTEXT);
  }

  /** The class word of the objects of this birth id, 0 before the first one was born. */
  @ForceInline
  public int klass(int birthId) {
    return U.getInt(base + (long) birthId * ENTRY_BYTES + KLASS);
  }

  /** Says what the class word of the objects of this birth id is. */
  public void klass(int birthId, int klass) {
    U.putInt(base + (long) birthId * ENTRY_BYTES + KLASS, klass);
  }

  /** The objects of these types are gone: those to come have other class words. */
  public void forgetClassWords(boolean[] isGone) {
    for (int id = 1, last = count; id <= last; id++) {
      int type = type(id);
      if (type < isGone.length && isGone[type]) {
        klass(id, 0);
      }
    }
  }

  /** The number of references of an object, no array, of this birth id. */
  int references(int birthId) {
    return U.getInt(base + (long) birthId * ENTRY_BYTES + REFERENCES);
  }

  /** The size of an object, no array, of this birth id. */
  int sizeBytes(int birthId) {
    return U.getInt(base + (long) birthId * ENTRY_BYTES + SIZE);
  }

  /** Says what all objects of this birth id have in common. */
  void describe(int birthId, int references, int sizeBytes) {
    long entry = base + (long) birthId * ENTRY_BYTES;
    if (U.getInt(entry + SIZE) != sizeBytes || U.getInt(entry + REFERENCES) != references) {
      U.putInt(entry + REFERENCES, references);
      U.putInt(entry + SIZE, sizeBytes);
    }
  }

  /** Gives the memory back. */
  public void dispose() {
    U.freeMemory(base);
  }
}
