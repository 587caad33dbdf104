package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Stable;

/*
 * A lock is a number on a cache line of its own: even when free, odd when held, one more at each
 * step. A token is the odd number with the stripe in its lowest byte, so that a holder that was
 * broken does not unlock for its successor. A waiter breaks a lock after two seconds (a holder
 * may lose its processor for long on a busy machine), but not while a
 * collector has stopped all stripes: that one gives them back in a finally block. The thread that
 * stopped them passes through locks as if they were free.
 */
/** The 256 locks that keep an edge and the field it mirrors together, chosen by referrer. */
public final class Stripes {
  /** The number of locks. */
  public static final int COUNT = 256;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int LINE_BYTES = 128;
  private static final int SPINS = 200;
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long STOP_PATIENCE_NANOS = 3_000_000_000L;

  /** The token of a lock that was passed through: no lock has this number. */
  private static final long PASSED = Long.MIN_VALUE;

  private static final long BROKEN = U.objectFieldOffset(Stripes.class, "broken");
  private static final long STOPPED_AT = U.objectFieldOffset(Stripes.class, "stoppedAtNanos");

  @Stable private final long memory = U.allocateMemory((COUNT + 1L) * LINE_BYTES);
  @Stable private final long base = (memory + LINE_BYTES - 1) & -LINE_BYTES;
  private final long[] stopTokens = new long[COUNT];

  /** Read: volatile. Written: getAndAdd. */
  private volatile long broken;

  /** Read: volatile. Written by the collector, which is one at a time. */
  private volatile boolean stopped;

  /** When the stop began, never 0; 0 if there is none. Taken by getAndSet by who ends it. */
  @SuppressWarnings("UnusedVariable") // through Unsafe
  private volatile long stoppedAtNanos;

  @Stable private final PauseTimes pauses = new PauseTimes();

  /** How many stops have begun and not ended. Used by the collector. */
  private int stops;

  /** Who has stopped all stripes. Written before {@code stopped}. */
  private Thread stopper;

  /** 256 free locks. */
  public Stripes() {
    // No hook must be the first to need its class.
    Pause.briefly();
    U.setMemory(memory, (COUNT + 1L) * LINE_BYTES, (byte) 0);
  }

  /** Waits for the lock of {@code referrer}; the token to unlock it with, never 0. */
  public long lock(int referrer) {
    int stripe = referrer & (COUNT - 1);
    long word = base + stripe * (long) LINE_BYTES;
    long number = U.getLongVolatile(null, word);
    if ((number & 1) == 0 && U.compareAndSetLong(null, word, number, number + 1)) {
      return ((number + 1) << 8) | stripe;
    }
    return lockSlowly(stripe, PATIENCE_NANOS);
  }

  private long lockSlowly(int stripe, long patienceNanos) {
    long word = base + stripe * (long) LINE_BYTES;
    long deadline = System.nanoTime() + patienceNanos;
    for (int spins = 0; ; spins++) {
      long number = U.getLongVolatile(null, word);
      boolean free = (number & 1) == 0;
      if (free || System.nanoTime() - deadline > 0) {
        if (U.compareAndSetLong(null, word, number, number + (free ? 1 : 2))) {
          if (!free) {
            U.getAndAddLong(this, BROKEN, 1);
          }
          return ((number + (free ? 1 : 2)) << 8) | stripe;
        }
      }
      if (stopped && patienceNanos == PATIENCE_NANOS) {
        if (stopper == Thread.currentThread()) {
          return PASSED | stripe;
        }
        deadline = System.nanoTime() + patienceNanos;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Pause.briefly();
      }
    }
  }

  /** Gives a lock back. */
  public void unlock(long token) {
    long word = base + (token & (COUNT - 1)) * LINE_BYTES;
    long number = token >>> 8;
    if (U.getLong(word) == number) {
      U.putLongRelease(null, word, number + 1);
    }
  }

  /**
   * Takes all locks in order: until {@link #resume} no edge of a live object changes but by the
   * calling thread, which may stop them once more.
   */
  public void stop() {
    if (stops++ > 0) {
      return;
    }
    stopper = Thread.currentThread();
    stoppedAtNanos = System.nanoTime() | 1;
    stopped = true;
    for (int stripe = 0; stripe < COUNT; stripe++) {
      stopTokens[stripe] = lockSlowly(stripe, STOP_PATIENCE_NANOS);
    }
  }

  /** Ends a stop; gives all locks back with the outermost one. */
  public void resume() {
    if (--stops == 0) {
      giveBack();
    }
  }

  /** Gives all locks back, whoever stopped them; for any thread, and more than once. */
  public void giveBack() {
    for (int stripe = 0; stripe < COUNT; stripe++) {
      if (stopTokens[stripe] != 0) {
        unlock(stopTokens[stripe]);
        stopTokens[stripe] = 0;
      }
    }
    stopped = false;
    stopper = null;
    long since = U.getAndSetLong(this, STOPPED_AT, 0);
    if (since != 0) {
      pauses.record(System.nanoTime() - since);
    }
  }

  /** Whether any of the locks is held, but for all by a collector. */
  public boolean isHeld() {
    for (int stripe = 0; stripe < COUNT && !stopped; stripe++) {
      if ((U.getLongVolatile(null, base + stripe * (long) LINE_BYTES) & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  /** How long the stops were. */
  public PauseTimes pauses() {
    return pauses;
  }

  /** How often a lock was taken from a holder that did not give it back. */
  public long broken() {
    return broken;
  }

  /** Gives the memory back. */
  public void dispose() {
    U.freeMemory(memory);
    pauses.dispose();
  }
}
