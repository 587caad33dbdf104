package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

import java.util.concurrent.ForkJoinTask;
import jdk.internal.vm.annotation.DontInline;

/*
 * A thread's context has the number of the observation in which its objects are born. The number goes
 * on with work that is handed over: a task remembers in which observation it was made, and whoever runs
 * it is in that one meanwhile; so is a new thread, being a task. Three rules more:
 *
 *   - a thread that has itself begun an observation, a test's, stays in it whatever Runnable it calls;
 *     only the tasks of a fork-join pool, which it runs while it waits, may be another's;
 *   - any other thread, while it runs a task that was made in no observation, is in none, even if the
 *     thread was made in one: a pool's threads are made by whoever needs them first;
 *   - a task without any field is one for all, and changes nothing in a thread that is in one: it was
 *     made in the observation that linked its lambda.
 *
 * A number that means nothing any more counts as none.
 *
 * Concurrency: `open` is read without a lock, an entry at a time; it is written under `lock`.
 */
/** The observations: each has the objects that are born on behalf of one test. For any thread. */
public final class Observations implements UnclosedListener {
  private static final int MOST = 1 << 8;
  private static final int ROOM = 16;

  private final SlowPathLock lock = new SlowPathLock();

  /** By the lower bits of the number; null where none is open. */
  private final Observation[] open = new Observation[MOST];

  /** Births that found no room to be noted. Plain. */
  private int lost;

  /** How many are open. Guarded by lock. */
  private int count;

  /** Whether one is open. */
  private volatile boolean isAnyOpen;

  /** The latest number. Guarded by lock. */
  private int latest;

  Observations() {}

  /** Whether nobody watches. */
  boolean isEmpty() {
    return !isAnyOpen;
  }

  /**
   * From now on the calling thread's objects are born in a new observation. Allocates.
   *
   * @return its number; 0 if there are too many
   */
  public int begin(Context c) {
    lock.enter();
    try {
      for (int tries = 0; tries < MOST; tries++) {
        int number = ++latest & Integer.MAX_VALUE;
        if (number == 0 || open[number & MOST - 1] != null) continue;
        open[number & MOST - 1] = new Observation(number, c);
        count++;
        isAnyOpen = true;
        c.observation = number;
        c.observing++;
        return number;
      }
      return 0;
    } finally {
      lock.exit();
    }
  }

  /**
   * Ends an observation; the calling thread is in the one before again.
   *
   * @return null if there is none of this number
   */
  public Observed end(int number, Context c) {
    Observation observation;
    Observation outside;
    lock.enter();
    try {
      observation = get(number);
      if (observation == null) return null;
      outside = get(observation.outer);
      open[number & MOST - 1] = null;
      isAnyOpen = --count != 0;
    } finally {
      lock.exit();
    }
    if (c.observation == number) {
      c.observation = observation.outer;
      c.observing--;
    }
    return observation.end(outside);
  }

  private Observation get(int number) {
    Observation observation = open[number & MOST - 1];
    return observation != null && observation.number == number ? observation : null;
  }

  /** An object was born in the observation of this number. */
  @DontInline
  void born(int slot, Type type, int number) {
    Observation observation = get(number);
    if (observation == null) return;
    try {
      room(ROOM);
      observation.born(slot, type);
    } catch (StackOverflowError | OutOfMemoryError e) {
      lost++; // the object has its record, and the test one object fewer
    }
  }

  /** Throws where no room is left on the stack: then no lock is held yet. */
  @DontInline
  private static int room(int frames) {
    return frames == 0 ? 0 : room(frames - 1) + 1;
  }

  /** The number of the observation in which a task was made; 0 if in none that is open. */
  int ofTask(Object task) {
    if (!isAnyOpen || task == null || Identity.isBlank(task)) return 0;
    int slot = Identity.slot(task);
    if (slot == 0) return 0;
    for (int i = 0; i < MOST; i++) {
      Observation observation = open[i];
      if (observation != null && observation.hasTask(slot)) return observation.number;
    }
    return 0;
  }

  @Override
  public void unclosed(int slot) {
    if (!isAnyOpen) return;
    for (int i = 0; i < MOST; i++) {
      Observation observation = open[i];
      if (observation != null) observation.unclosed(slot);
    }
  }

  /** See {@link Hooks#runs}. */
  @DontInline
  public static void runs(Object task, Context c) {
    if (Installation.OBSERVATIONS.isEmpty() || task == null || Tracking.isOver()) return;
    boolean isForkJoin = task instanceof ForkJoinTask;
    if (c.observing != 0 && !isForkJoin) return;
    Type type = Installation.TYPES.of(task.getClass(), c);
    if (!type.isTask || (c.observation != 0 && !isForkJoin && type.references() == 0)) return;
    c.observation = Installation.OBSERVATIONS.ofTask(task);
  }

  /** Births that were not noted. */
  public int lost() {
    return lost;
  }

  /** Whether an object born at that clock lives under this slot. */
  public static boolean isAlive(int slot, int birthClock) {
    return LEDGER.birthClock(slot) == birthClock && LEDGER.isLive(slot);
  }
}
