package io.refledger.api;

import static io.refledger.api.Arguments.notNull;

import io.refledger.api.spi.CollectorBridge;
import io.refledger.api.spi.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The ledger's cycle detector, with the names and the meaning of CPython's {@code gc}. It has
 * nothing to do with the JVM's collector. Without the agent every member throws {@link
 * IllegalStateException}.
 */
public final class Gc {
  private static final int OLDEST = 2;
  private static final Object CALLBACKS_LOCK = new Object();

  /** Copied on write, under the lock. */
  private static volatile GcCallback[] callbacks = {};

  private static volatile Set<Debug> debug = Set.of();

  private Gc() {}

  /** Collects all generations; the number of unreachable objects found. */
  public static int collect() {
    return collect(OLDEST);
  }

  /**
   * Collects a generation and the younger ones; the number of unreachable objects found, without
   * those that a finalizer brought back. 0 at once when called from inside a collection.
   *
   * @throws IllegalArgumentException if the generation is not 0, 1 or 2
   */
  public static int collect(int generation) {
    return collector().collect(checked(generation));
  }

  /** Lets the detector run by itself. */
  public static void enable() {
    collector().enable(true);
  }

  /** Lets the detector run only when it is asked to. */
  public static void disable() {
    collector().enable(false);
  }

  /** Whether the detector runs by itself. */
  public static boolean isEnabled() {
    return collector().isEnabled();
  }

  /** The thresholds of the three generations. */
  public static int[] getThreshold() {
    return collector().thresholds();
  }

  /**
   * Sets the thresholds; a threshold of 0 for generation 0 keeps the detector from running.
   *
   * @throws IllegalArgumentException if a threshold is negative
   */
  public static void setThreshold(int threshold0, int threshold1, int threshold2) {
    checkThreshold(threshold0, 0);
    checkThreshold(threshold1, 1);
    checkThreshold(threshold2, 2);
    collector().thresholds(threshold0, threshold1, threshold2);
  }

  private static void checkThreshold(int threshold, int generation) {
    if (threshold < 0) {
      throw new IllegalArgumentException(
          "threshold must be >= 0: threshold" + generation + "=" + threshold);
    }
  }

  /** The counts that are compared with the thresholds. */
  public static int[] getCount() {
    return collector().counts();
  }

  /** What the collections came to, by generation. */
  public static List<GcStats> getStats() {
    CollectorBridge collector = collector();
    LedgerGuard guard = LedgerGuard.enter();
    try {
      List<GcStats> stats = new ArrayList<>();
      for (int generation = 0; generation <= OLDEST; generation++) {
        long[] figures = collector.stats(generation);
        stats.add(new GcStats(figures[0], figures[1], figures[2]));
      }
      return List.copyOf(stats);
    } finally {
      guard.leave();
    }
  }

  /** Moves all objects out of the detector's sight. */
  public static void freeze() {
    collector().freeze();
  }

  /** Moves the frozen objects to the oldest generation. */
  public static void unfreeze() {
    collector().unfreeze();
  }

  /** The number of frozen objects. */
  public static int getFreezeCount() {
    return collector().frozen();
  }

  /**
   * Appends a callback to the list of those called at the start and the end of every collection. In
   * the list twice, it is called twice.
   */
  public static void addCallback(GcCallback callback) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      Connection.bridge().hold(notNull(callback, "callback"));
      synchronized (CALLBACKS_LOCK) {
        List<GcCallback> more = new ArrayList<>(List.of(callbacks));
        more.add(callback);
        callbacks = more.toArray(new GcCallback[0]);
      }
      collector().listener(Gc::tell);
    } finally {
      guard.leave();
    }
  }

  /** Takes the first equal callback out of the list; false if there is none. */
  public static boolean removeCallback(GcCallback callback) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      GcCallback removed;
      synchronized (CALLBACKS_LOCK) {
        GcCallback[] callbacks = Gc.callbacks;
        int index = Arrays.asList(callbacks).indexOf(callback);
        if (index < 0) return false;
        // No method of a list gives it to us: a callback that this code got from one is foreign.
        removed = callbacks[index];
        GcCallback[] fewer = Arrays.copyOf(callbacks, callbacks.length - 1);
        System.arraycopy(callbacks, index + 1, fewer, index, fewer.length - index);
        Gc.callbacks = fewer;
      }
      Connection.bridge().release(removed);
      return true;
    } finally {
      guard.leave();
    }
  }

  /** Sets the debugging flags; an empty set for none. */
  public static void setDebug(Set<Debug> flags) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      Set<Debug> next = Set.copyOf(notNull(flags, "flags"));
      boolean isLeak = next.contains(Debug.LEAK);
      collector().saveAll(isLeak || next.contains(Debug.SAVEALL));
      collector().printStats(next.contains(Debug.STATS));
      collector().printCollectable(isLeak || next.contains(Debug.COLLECTABLE));
      debug = next;
    } finally {
      guard.leave();
    }
  }

  /** The debugging flags as they were set. */
  public static Set<Debug> getDebug() {
    collector();
    return debug;
  }

  /**
   * What collections found unreachable and kept because of {@link Debug#SAVEALL}, oldest first: one
   * more counted reference to each, until {@link #clearGarbage}.
   */
  public static List<Tracked> getGarbage() {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return Refs.handles(collector().garbage());
    } finally {
      guard.leave();
    }
  }

  /** Empties the list of garbage, from its end. */
  public static void clearGarbage() {
    collector().clearGarbage();
  }

  /**
   * The objects that the detector follows, without frozen ones: generation by generation, each in
   * list order. Called from a callback or finalizer of a collection, it leaves out what is being
   * collected.
   */
  public static List<Tracked> getObjects() {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return Refs.handles(collector().objects());
    } finally {
      guard.leave();
    }
  }

  /**
   * The objects of a generation, in list order.
   *
   * @throws IllegalArgumentException if the generation is not 0, 1 or 2
   */
  public static List<Tracked> getObjects(int generation) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return Refs.handles(collector().objects(checked(generation)));
    } finally {
      guard.leave();
    }
  }

  /** Tells the callback at an index of the list; false if the list ends before. */
  private static boolean tell(
      int index, boolean hasStopped, int generation, int collected, int uncollectable) {
    GcCallback[] callbacks = Gc.callbacks;
    if (index >= callbacks.length) return false;
    GcCallback.Phase phase = hasStopped ? GcCallback.Phase.STOP : GcCallback.Phase.START;
    LedgerGuard guard = LedgerGuard.enter();
    GcCallback.Info info;
    try {
      info = new GcCallback.Info(generation, collected, uncollectable);
    } finally {
      guard.leave();
    }
    callbacks[index].collection(phase, info);
    return true;
  }

  private static CollectorBridge collector() {
    return Connection.bridge().collector();
  }

  private static int checked(int generation) {
    if (generation < 0 || generation > OLDEST) {
      throw new IllegalArgumentException("generation must be 0, 1 or 2: generation=" + generation);
    }
    return generation;
  }
}
