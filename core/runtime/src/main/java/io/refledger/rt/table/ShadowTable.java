package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/*
 * One contiguous region of records, reserved at once and paid for in chunks of slots; beside it
 * regions of one int a slot: the detector's scratch and the pool address. The count word is the
 * only field that many threads write at will (getAndAdd, CAS). The word of a fresh chunk is DEAD
 * before highWater admits it. Birth id, clock and shape are written by the thread that gives birth,
 * drop stamps by whoever releases; both are plain. See design/shadow-table.md.
 */
/** The records of all objects, by slot, from 1 up. */
public final class ShadowTable {
  private static final Unsafe U = Unsafe.getUnsafe();

  /** How many slots a thread gets at once, unless it is one of very many. */
  public static final int CHUNK_SLOTS = 1024;

  private static final int MAX_SLOTS = (1 << 29) - 1;
  private static final int SIDE_BYTES = 8;
  private static final int ALIGNMENT = 64;

  @Stable private final SpinLock lock = new SpinLock();
  @Stable private final MemoryBudget budget;
  @Stable private final int recordBytes;
  @Stable private final long memory;
  @Stable private final long base;
  @Stable private final long sideMemory;
  @Stable private final int capacity;

  /** True when store contexts and drop stamps are kept. */
  @Stable public final boolean sites;

  /** Offset of the birth clock. */
  @Stable public final int birthClockOffset;

  /** Read: volatile. Written under the lock, after the records up to it are DEAD. */
  private volatile int highWater;

  /** Whether no slot is given out any more. Guarded by the lock. */
  private boolean isClosed;

  /** The highest slot given out when the table was closed. Written before {@link #highWater}. */
  private int last;

  /** A table of at most {@code maxBytes}. */
  public ShadowTable(long maxBytes, boolean sites, MemoryBudget budget) {
    this.budget = budget;
    this.sites = sites;
    recordBytes = sites ? RecordLayout.BYTES : RecordLayout.LEAN_BYTES;
    birthClockOffset = sites ? RecordLayout.BIRTH_CLOCK : RecordLayout.LEAN_BIRTH_CLOCK;
    long[] sizeBytes = new long[1];
    long wanted = Math.min(maxBytes / (recordBytes + SIDE_BYTES), MAX_SLOTS) + 1;
    memory = MemoryBudget.reserve(wanted * recordBytes + ALIGNMENT, sizeBytes);
    base = (memory + ALIGNMENT - 1) & -ALIGNMENT;
    capacity = (int) ((sizeBytes[0] - ALIGNMENT) / recordBytes) - 1;
    sideMemory = MemoryBudget.reserve((capacity + 1L) * SIDE_BYTES, sizeBytes);
    initialise(0, 1);
    U.putLong(base, CountWord.IMMORTAL_BIT | CountWord.LEAF_BIT | CountWord.IMMORTAL_COUNTS);
  }

  /** The highest slot that there can be. */
  public int capacity() {
    return capacity;
  }

  /** Where the record of {@code slot} lies. */
  @ForceInline
  public long address(int slot) {
    return base + (long) slot * recordBytes;
  }

  /** The count word. */
  @ForceInline
  public long word(int slot) {
    return U.getLongVolatile(null, address(slot));
  }

  /** Replaces the count word if it is still {@code expected}. */
  @ForceInline
  public boolean casWord(int slot, long expected, long word) {
    return U.compareAndSetLong(null, address(slot), expected, word);
  }

  /** Adds to the count word; the word before. */
  @ForceInline
  public long addWord(int slot, long delta) {
    return U.getAndAddLong(null, address(slot), delta);
  }

  /** Sets and clears bits of the count word; the word before. */
  public long changeWord(int slot, long clear, long set) {
    while (true) {
      long word = word(slot);
      long changed = (word & ~clear) | set;
      if (changed == word || casWord(slot, word, changed)) {
        return word;
      }
    }
  }

  /** The birth id. */
  public int birthId(int slot) {
    return U.getInt(address(slot) + RecordLayout.BIRTH_ID);
  }

  /** Replaces the birth id. */
  public void setBirthId(int slot, int birthId) {
    U.putInt(address(slot) + RecordLayout.BIRTH_ID, birthId);
  }

  /** The birth clock. */
  public int birthClock(int slot) {
    return U.getInt(address(slot) + birthClockOffset);
  }

  /** The context of the latest release to a non-zero count; 0 without sites. */
  public int dropContext(int slot) {
    return sites ? U.getInt(address(slot) + RecordLayout.DROP_CONTEXT) : 0;
  }

  /** The clock of that release; clocks compare by their difference. */
  public int dropClock(int slot) {
    return sites ? U.getInt(address(slot) + RecordLayout.DROP_CLOCK) : 0;
  }

  /** The detector's scratch int; 0 outside of collections. */
  public int scratch(int slot) {
    return U.getInt(sideMemory + 4L * slot);
  }

  /** Writes the detector's scratch int. */
  public void setScratch(int slot, int value) {
    U.putInt(sideMemory + 4L * slot, value);
  }

  /** The address of the object's block in the simulated pool; 0 for none. */
  public int poolAddress(int slot) {
    return U.getInt(sideMemory + 4L * (capacity + 1L) + 4L * slot);
  }

  /** Writes the pool address. */
  public void setPoolAddress(int slot, int address) {
    U.putInt(sideMemory + 4L * (capacity + 1L) + 4L * slot, address);
  }

  /** The highest slot given out; 0 once the table is closed: then no number is one. */
  public int highWater() {
    return highWater;
  }

  /** The highest slot that was given out, whether the table is closed or not. */
  public int last() {
    int highWater = this.highWater;
    return highWater == 0 && isClosed ? last : highWater;
  }

  /** As {@link #carve(int, int)}, as many as a thread gets that is not one of very many. */
  public int carve() {
    return carve(CHUNK_SLOTS, MemoryBudget.REFERRERS);
  }

  /**
   * The first of {@link #carvedSlots} fresh slots, all DEAD; 0 when there is no memory left.
   *
   * @param most how many there are, unless the table ends
   * @param share MemoryBudget's
   */
  public int carve(int most, int share) {
    lock.lock();
    try {
      int first = highWater + 1;
      int last = Math.min(capacity, highWater + most);
      long bytes = (last - first + 1L) * (recordBytes + SIDE_BYTES);
      if (isClosed || last < first || !budget.take(bytes, share)) {
        return 0;
      }
      initialise(first, last - first + 1);
      highWater = last;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** From now on no number is a slot, and none is given out; the memory is there still. */
  public void close() {
    lock.lock();
    try {
      if (isClosed) {
        return;
      }
      isClosed = true;
      last = highWater;
      highWater = 0;
    } finally {
      lock.unlock();
    }
  }

  /** How many slots the chunk starting at {@code first} has that {@link #carve()} has given. */
  public int carvedSlots(int first) {
    return carvedSlots(first, CHUNK_SLOTS);
  }

  /** How many slots the chunk starting at {@code first} has, if it was to have {@code most}. */
  public int carvedSlots(int first, int most) {
    return Math.min(capacity, first + most - 1) - first + 1;
  }

  private void initialise(int first, int count) {
    U.setMemory(address(first), (long) count * recordBytes, (byte) 0);
    U.setMemory(sideMemory + 4L * first, 4L * count, (byte) 0);
    U.setMemory(sideMemory + 4L * (capacity + 1L) + 4L * first, 4L * count, (byte) 0);
    for (int slot = first; slot < first + count; slot++) {
      U.putLong(address(slot), CountWord.DEAD | CountWord.LEAF_BIT);
    }
  }

  /** Gives the memory back. */
  public void dispose() {
    U.freeMemory(memory);
    U.freeMemory(sideMemory);
  }
}
