package io.refledger.rt;

import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.SpinLock;

/*
 * BufferedReader -> InputStreamReader <-> StreamDecoder -> FileInputStream: the first dies by count,
 * the others are a cycle, which the detector finds later. The chain must not end in between.
 *
 * Direct-mapped by slot: a later chain displaces one whose place it needs, and that one's resource
 * is then reported without what wrapped it. An entry:
 *
 *   slot, its drop clock, 1 once a kind has counted the outermost object, ints of the steps, steps
 */
/**
 * The chains of open objects that died by count and whose last reference went to an open object
 * that lives on; valid as long as that reference was the latest to be dropped.
 */
final class InterruptedChains {
  /** The longest chain that is kept. */
  static final int MOST_STEPS = 16;

  /** The ints of a step: those of {@link UnclosedKinds#step}, and the shallow size. */
  static final int STEP = 4;

  private static final int ENTRIES = 1 << 10;
  private static final int CLOCK = 1;
  private static final int COUNTED = 2;
  private static final int LENGTH = 3;
  private static final int STEPS = 4;
  private static final int ENTRY = STEPS + STEP * MOST_STEPS;

  private final SpinLock lock = new SpinLock();

  /** Guarded by lock; null until the first chain. */
  private int[] entries;

  /** Begins a chain that ends at {@code slot}. Contract: this thread goes on to {@link #end}. */
  void begin(int slot, int dropClock, boolean isOutermostCounted) {
    lock.lock();
    if (entries == null) {
      entries = new int[ENTRIES * ENTRY];
    }
    int at = entry(slot);
    entries[at] = slot;
    entries[at + CLOCK] = dropClock;
    entries[at + COUNTED] = isOutermostCounted ? 1 : 0;
    entries[at + LENGTH] = 0;
  }

  /** The next object and its reference to the one after it; see {@link UnclosedKinds#step}. */
  void step(int slot, int birthId, boolean isOpen, int reference, int storeContext, int sizeBytes) {
    int at = entry(slot);
    int next = at + STEPS + entries[at + LENGTH];
    entries[next] = isOpen ? birthId : -birthId;
    entries[next + 1] = reference;
    entries[next + 2] = storeContext;
    entries[next + 3] = sizeBytes;
    entries[at + LENGTH] += STEP;
  }

  /** Ends a chain. */
  void end() {
    lock.unlock();
  }

  /**
   * Appends the steps that lead to {@code slot}, if the reference dropped last was theirs.
   *
   * @return whether its outermost object has not been counted before; it counts as such from now on
   */
  boolean take(int slot, int dropClock, IntVector steps) {
    lock.lock();
    try {
      int at = entry(slot);
      if (entries == null || entries[at] != slot || entries[at + CLOCK] != dropClock) {
        return false;
      }
      for (int i = 0; i < entries[at + LENGTH]; i++) {
        steps.add(entries[at + STEPS + i]);
      }
      boolean isFirst = entries[at + COUNTED] == 0;
      entries[at + COUNTED] = 1;
      return isFirst;
    } finally {
      lock.unlock();
    }
  }

  private static int entry(int slot) {
    return (slot & (ENTRIES - 1)) * ENTRY;
  }
}
