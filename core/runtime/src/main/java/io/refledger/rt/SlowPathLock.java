package io.refledger.rt;

import static io.refledger.rt.Vm.U;

/**
 * A re-entrant spin lock for what hooks do rarely. Monitors and java.util.concurrent locks are out:
 * a hook may run while a virtual thread is being mounted, and parking would eat the program's own
 * permits.
 */
public final class SlowPathLock {
  private static final long OWNER = U.objectFieldOffset(SlowPathLock.class, "owner");

  /** Key of the thread that holds the lock, 0 when it is free. Written by compare-and-set. */
  private volatile long owner;

  /** How often the owner has entered. Guarded by the lock. */
  private int depth;

  /** Enters, for the calling thread. May spin. */
  public void enter() {
    long self = self();
    if (owner != self) {
      while (!U.compareAndSetLong(this, OWNER, 0, self)) Thread.onSpinWait();
    }
    depth++;
  }

  /** Leaves; the caller has entered. */
  public void exit() {
    if (--depth == 0) owner = 0;
  }

  /** Its number; a thread under construction has none and goes by its native address. */
  private static long self() {
    Thread thread = Thread.currentThread();
    long id = Vm.threadId(thread);
    return id != 0 ? id : -1 - Vm.nativeThread(thread);
  }
}
