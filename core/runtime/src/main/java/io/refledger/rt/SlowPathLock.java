package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.Pause;

/**
 * A re-entrant spin lock for what hooks do rarely. Monitors and java.util.concurrent locks are out:
 * a hook may run while a virtual thread is being mounted, and parking would eat the program's own
 * permits. Whoever has waited ten seconds takes it by force: a thread that met the end of its stack
 * inside must not stop the program.
 */
public final class SlowPathLock {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int SPINS = 1000;
  private static final long OWNER = U.objectFieldOffset(SlowPathLock.class, "owner");

  /** Key of the thread that holds the lock, 0 when it is free. Written by compare-and-set. */
  private volatile long owner;

  /** How often the owner has entered. Guarded by the lock. */
  private int depth;

  /** Enters, for the calling thread. May spin. */
  public void enter() {
    long self = self();
    if (owner != self && !U.compareAndSetLong(this, OWNER, 0, self)) enterSlowly(self);
    depth++;
  }

  private void enterSlowly(long self) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (int spins = 1; !U.compareAndSetLong(this, OWNER, 0, self); spins++) {
      Thread.onSpinWait();
      if (spins % SPINS != 0) continue;
      Pause.briefly();
      long owner = this.owner;
      if (owner != 0
          && System.nanoTime() - deadline > 0
          && U.compareAndSetLong(this, OWNER, owner, self)) {
        depth = 0;
        return;
      }
    }
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
