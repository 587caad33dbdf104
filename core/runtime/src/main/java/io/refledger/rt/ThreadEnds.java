package io.refledger.rt;

/*
 * A platform thread runs on for a while after it has said that it ends, so its context waits. A
 * virtual one says it by its carrier, and runs nothing any more.
 */
/** Threads that have come to their end: their contexts are for others. */
public final class ThreadEnds {
  private ThreadEnds() {}

  /** A platform thread is about to end. */
  public static void platform(Thread thread) {
    Installation.CONTEXTS.exited(Vm.threadId(thread));
  }

  /** A virtual thread has ended. */
  public static void virtual(Thread thread) {
    Installation.CONTEXTS.left(Vm.threadId(thread));
  }
}
