package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.table.IntMap;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.SpinLock;

/*
 * Births are pairs (slot, birth clock): a slot whose clock is another one has gone to a later object.
 * When the list is full the dead are taken out; if more than half of it is alive, it may double.
 */
/** What was born on behalf of one who watches. For any thread. */
final class Observation {
  private static final int PAIR = 2;
  private static final int FIRST_LIMIT = 1 << 12;

  /** Names the observation; never used again. */
  final int number;

  /** The observation that goes on when this one ends, 0 for none. */
  final int outer;

  /** The birth clock of that thread then. */
  private final int beganAt;

  private final SpinLock lock = new SpinLock();

  /** Pairs (slot, birth clock). Guarded by lock. */
  private final IntVector births = new IntVector(FIRST_LIMIT);

  /** How long the list of births may be before it is looked through. Guarded by lock. */
  private int limit = FIRST_LIMIT;

  /** Birth clocks of tasks by slot, plus one: 0 is none. Guarded by lock. */
  private final IntMap tasks = new IntMap();

  /** Birth clocks of resources by slot, plus one: 0 is none. Guarded by lock. */
  private final IntMap resources = new IntMap();

  /** Pairs (type, allocation context) of resources that died unclosed. Guarded by lock. */
  private final IntVector unclosed = new IntVector(16);

  private boolean hasEnded;

  /** An observation that the thread of {@code c} begins. */
  Observation(int number, Context c) {
    this.number = number;
    this.outer = c.observation;
    this.beganAt = c.birthClock;
  }

  /** An object was born. */
  void born(int slot, Type type) {
    int clock = LEDGER.birthClock(slot);
    lock.lock();
    try {
      if (hasEnded) return;
      if (births.size() >= limit) takeOutTheDead();
      note(slot, clock, type);
    } finally {
      lock.unlock();
    }
  }

  private void note(int slot, int clock, Type type) {
    births.add(slot);
    births.add(clock);
    if (type.isTask) tasks.put(slot, clock + 1);
    if (type.closing != null && type.closing.isResource) resources.put(slot, clock + 1);
  }

  private void takeOutTheDead() {
    int kept = 0;
    for (int i = 0; i < births.size(); i += PAIR) {
      int slot = births.get(i);
      int clock = births.get(i + 1);
      if (!Observations.isAlive(slot, clock)) continue;
      births.set(kept++, slot);
      births.set(kept++, clock);
    }
    while (births.size() > kept) births.removeLast();
    if (kept > limit / 2) limit *= 2;
  }

  /** Whether a task was made on behalf of who watches. */
  boolean hasTask(int slot) {
    lock.lock();
    try {
      return !hasEnded && tasks.get(slot) == LEDGER.birthClock(slot) + 1;
    } finally {
      lock.unlock();
    }
  }

  /** A resource has died that nobody had closed; it may be another's. */
  void unclosed(int slot) {
    lock.lock();
    try {
      if (hasEnded || resources.get(slot) != LEDGER.birthClock(slot) + 1) return;
      int birthId = LEDGER.birthId(slot);
      unclosed.add(LEDGER.births().type(birthId));
      unclosed.add(LEDGER.births().allocationContext(birthId));
    } finally {
      lock.unlock();
    }
  }

  /** Ends it; what it knows of goes to the outer observation, if there is one. */
  Observed end(Observation outside) {
    lock.lock();
    try {
      hasEnded = true;
      takeOutTheDead();
      Observed observed = new Observed(copy(births), copy(unclosed), beganAt);
      if (outside != null) outside.take(this);
      births.dispose();
      unclosed.dispose();
      return observed;
    } finally {
      lock.unlock();
    }
  }

  /** Contract: the inner one's lock is held; no thread locks an outer one first. */
  private void take(Observation inner) {
    lock.lock();
    try {
      if (hasEnded) return;
      for (int i = 0; i < inner.births.size(); i += PAIR) {
        int slot = inner.births.get(i);
        note(slot, inner.births.get(i + 1), TYPES.get(LEDGER.typeOf(slot)));
      }
      unclosed.addAll(inner.unclosed);
    } finally {
      lock.unlock();
    }
  }

  private static int[] copy(IntVector vector) {
    int[] copy = new int[vector.size()];
    for (int i = 0; i < copy.length; i++) copy[i] = vector.get(i);
    return copy;
  }
}
