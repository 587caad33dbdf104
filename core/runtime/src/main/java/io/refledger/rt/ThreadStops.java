package io.refledger.rt;

import io.refledger.rt.table.Pause;
import java.security.AccessController;
import java.security.PrivilegedAction;

/*
 * A ThreadDeath may be thrown at any instruction. In a hook it may leave a lock held, which stops the
 * program; in a transformer the JVM swallows it, and the thread runs on for ever. So before the first
 * one goes out tracking ends: hooks that begin from then on take no lock, and transformers return at
 * once. Who is stopped may be in the middle of one that began before, and is waited for.
 *
 * A thread in a loop is in some hook most of the time, also when hooks do nothing: what counts is
 * whether it is in what they do not do any more. The stack of a thread does not show its hidden frames,
 * which are those of the hooks themselves. They hold no lock but a stripe, and no stripe is taken any
 * more: so all of them are free soon. A hook that began before may have been seen before it went on:
 * so for the first moments the thread is looked at twice.
 */
/** Threads that the program stops, which it can up to JDK 19. For any thread. */
public final class ThreadStops {
  /** Why nothing was tracked any more. */
  public static final String REASON =
      "a thread was stopped (Thread.stop): nothing was tracked from then on";

  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long FIRST_MOMENTS_NANOS = 1_000_000_000L;
  private static final long BETWEEN_LOOKS_NANOS = 2_000_000L;

  /** The frames that a thread begins with. */
  private static final int OUTERMOST = 2;

  /** Where hooks come only while something is tracked, and where transformers run. */
  private static final String[] INSIDE = {
    "io.refledger.rt.Ledger",
    "io.refledger.rt.Sites",
    "io.refledger.rt.Types",
    "io.refledger.rt.SlowPathLock",
    "io.refledger.rt.HiddenClasses",
    "io.refledger.rt.table.",
    "io.refledger.rt.gc.",
    "io.refledger.rt.pool.",
    "io.refledger.rt.face.",
    "io.refledger.agent.",
    "io.refledger.weave.",
    "io.refledger.shaded.",
    "sun.instrument."
  };

  private static volatile boolean haveBegun;

  /** When the first thread was stopped. Written before haveBegun. */
  private static long begunAt;

  private ThreadStops() {}

  /** Whether a thread was stopped. */
  public static boolean haveBegun() {
    return haveBegun;
  }

  /**
   * A thread is about to be stopped by the calling one. After this, a ThreadDeath leaves no lock of
   * ours held, and nobody of ours swallows it. Waits, ten seconds at most. A thread that does not
   * run will meet none.
   */
  public static void stopping(Thread target) {
    try {
      if (!target.isAlive()) return;
      if (!haveBegun) {
        begunAt = System.nanoTime();
        haveBegun = true;
      }
      Tracking.freeze();
      if (target != Thread.currentThread()) awaitOutside(target);
      Installation.CONTEXTS.emptyRegisters();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // The program's call goes on.
    }
  }

  private static void awaitOutside(Thread target) {
    long start = System.nanoTime();
    boolean wasOutside = false;
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      boolean isEarly = System.nanoTime() - begunAt < FIRST_MOMENTS_NANOS;
      boolean isOutside = !isInside(target) && !(isEarly && Installation.LEDGER.isStripeHeld());
      if (isOutside && (!isEarly || wasOutside)) return;
      wasOutside = isOutside;
      pause();
    }
  }

  private static void pause() {
    long end = System.nanoTime() + BETWEEN_LOOKS_NANOS;
    while (System.nanoTime() - end < 0) Pause.briefly();
  }

  private static boolean isInside(Thread target) {
    @SuppressWarnings("removal") // The program's own permissions may not be enough.
    StackTraceElement[] stack = AccessController.doPrivileged(new StackOf(target));
    int begin = Math.max(0, stack.length - OUTERMOST);
    for (int i = begin; i < stack.length; i++) {
      // The agent's own threads are inside from their beginning.
      if (isInside(stack[i].getClassName())) return false;
    }
    for (int i = 0; i < begin; i++) {
      if (isInside(stack[i].getClassName())) return true;
    }
    return false;
  }

  private static boolean isInside(String className) {
    for (String prefix : INSIDE) {
      if (className.startsWith(prefix)) return true;
    }
    return false;
  }

  /** The stack of a thread, whatever the program itself may ask for. */
  private static final class StackOf implements PrivilegedAction<StackTraceElement[]> {
    private final Thread thread;

    StackOf(Thread thread) {
      this.thread = thread;
    }

    @Override
    public StackTraceElement[] run() {
      return thread.getStackTrace();
    }
  }
}
