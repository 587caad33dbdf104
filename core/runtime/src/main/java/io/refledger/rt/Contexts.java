package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/*
 * A hook cannot allocate a context: Object.<init> is woven and would ask for the context again. So
 * contexts are made in advance, and refilled by a thread that already has its own.
 *
 * Life of a context:
 *   idle     in `idle`; threadId means nothing
 *   taken    in `table` under its thread's number, and mostly in `front`
 *   leaving  its thread has ended: still in `table`, as the thread may run its last hooks, and in
 *            `leaving` with the time; after a second it is idle, or another thread's
 * Who tidies an idle one has taken it out of `idle` meanwhile.
 *
 * `front` is a cache read without a lock: an entry that was overwritten or reused shows another
 * thread's number. Thread numbers are never used again by the JVM.
 *
 * Who finds none idle waits for whoever makes some; if nobody does, it makes them itself, as the owner
 * of the spare one. If there is no memory for that, the error is the thread's: it would meet it at
 * its first object.
 *
 * A thread has number 0 while its constructor runs in the thread itself (attached natives); then
 * its native address is its key, negated, and its births are off.
 */

/** The contexts of all threads, by thread number. */
public final class Contexts {
  private static final int FRONT = 1 << 12;
  private static final int PREALLOCATED = 256;
  private static final int REFILL = 64;
  private static final int LOW = 32;
  private static final long THREAD_ID = U.objectFieldOffset(Context.class, "threadId");
  private static final long NOBODY = Long.MIN_VALUE;
  private static final long LEAVING_NANOS = 1_000_000_000L;

  @Stable private final Ledger ledger;
  @Stable private final SlowPathLock lock = new SlowPathLock();
  private final Context[] front = new Context[FRONT];

  /** For threads that come when tracking is over. */
  private final Context nobody;

  /** Open hash table by thread number. Guarded by lock. */
  private Context[] table = new Context[4 * PREALLOCATED];

  private int size;

  /** A stack. Guarded by lock. */
  private Context[] idle = new Context[PREALLOCATED];

  private int idleCount;

  /** Whether some thread makes contexts. Guarded by lock. */
  private boolean isRefilling;

  /** Belongs to who makes contexts and has none. Guarded by isRefilling. */
  private final Context spare;

  /** A queue, its entries' threads and when each came. Guarded by lock. */
  private Context[] leaving = new Context[PREALLOCATED];

  /** Threads below may have frames from before an agent that was attached. Guarded by lock. */
  private long firstYounger = Long.MAX_VALUE;

  private long[] leftBy = new long[PREALLOCATED];
  private long[] leftAt = new long[PREALLOCATED];
  private int leavingHead;
  private int leavingCount;

  Contexts(Ledger ledger) {
    this.ledger = ledger;
    spare = fresh(NOBODY);
    nobody = fresh(0);
    nobody.births = 1;
    while (idleCount < PREALLOCATED) idle[idleCount++] = fresh(0);
  }

  private Context fresh(long threadId) {
    Context fresh = ledger.newContext(threadId);
    if (Installation.ATTACHED) fresh.rememberHandedOver();
    return fresh;
  }

  /** Threads of this number, and later ones, have no frames from before the agent. */
  public void youngerFrom(long threadId) {
    lock.enter();
    try {
      firstYounger = threadId;
      for (Context context : table) {
        if (context != null) context.isOlder = isOlder(context.threadId);
      }
    } finally {
      lock.exit();
    }
  }

  private boolean isOlder(long threadId) {
    return Installation.ATTACHED && threadId < firstYounger;
  }

  /** The number that the next thread would have had. Allocates. */
  public static long nextThreadId() {
    return Vm.threadId(new Thread("refledger-number"));
  }

  /** The calling thread's context. */
  @ForceInline
  public Context current() {
    Thread thread = Thread.currentThread();
    long id = Vm.threadId(thread);
    Context context = front[(int) id & FRONT - 1];
    return context != null && context.threadId == id && id != 0 ? context : find(thread, id);
  }

  @DontInline
  private Context find(Thread thread, long id) {
    if (Tracking.isOver()) return nobody;
    long key = id != 0 ? id : -1 - Vm.nativeThread(thread);
    Context context = null;
    boolean isMine = false;
    boolean isNew = false;
    while (context == null) {
      lock.enter();
      context = table[cell(key)];
      if (context == null) {
        context = take(key);
        isNew = true;
      }
      if (idleCount < LOW && !isRefilling) isMine = isRefilling = true;
      boolean isBorrowed = context == null && isMine;
      if (isBorrowed) lend(key);
      lock.exit();
      if (isBorrowed) {
        refillWithSpare(key);
        isMine = false;
      }
    }
    front[(int) key & FRONT - 1] = context;
    if (isMine) refill(context);
    if (isNew && id != 0) context.observation = Installation.OBSERVATIONS.ofTask(thread);
    return context;
  }

  /**
   * Empties the registers of all contexts: what they name is in no ledger any more. Only when no
   * thread is inside a hook, after {@link Tracking#end}.
   */
  void emptyRegisters() {
    lock.enter();
    try {
      for (Context context : table) {
        if (context == null) continue;
        context.returned = 0;
        context.flying = 0;
      }
    } finally {
      lock.exit();
    }
  }

  /** Threads that come for their contexts get one that belongs to nobody from now on. */
  void forgetAll() {
    lock.enter();
    try {
      table = new Context[2];
      size = 0;
      idleCount = 0;
      idle = new Context[0];
      leaving = new Context[1];
      leavingCount = 0;
      leavingHead = 0;
      for (int i = 0; i < FRONT; i++) front[i] = null;
    } finally {
      lock.exit();
    }
  }

  /** A context for a thread that has none, null while there is no free one. */
  private Context take(long key) {
    Context context = takeIdle();
    if (context == null) return null;
    U.putLong(context, THREAD_ID, key);
    context.returned = 0;
    context.flying = 0;
    context.applicationSite = 0;
    context.observation = 0;
    context.observing = 0;
    context.isOlder = isOlder(key);
    context.returnedObject = null;
    context.flyingObject = null;
    context.births = key < 0 ? 1 : 0;
    context.rest = Context.IN_USE;
    table[cell(key)] = context;
    if (++size > table.length / 2) growTable();
    return context;
  }

  private Context takeIdle() {
    Context left = leavingCount > 0 && hasLeft() ? takeLeaving() : null;
    if (left != null) return left;
    return idleCount == 0 ? null : idle[--idleCount];
  }

  /** Whether the thread that has ended first has done so for good. */
  private boolean hasLeft() {
    return System.nanoTime() - leftAt[leavingHead] > LEAVING_NANOS;
  }

  /** The context of the thread that has ended first, null if it has another thread by now. */
  private Context takeLeaving() {
    Context left = leaving[leavingHead];
    long thread = leftBy[leavingHead];
    leavingHead = (leavingHead + 1) % leaving.length;
    leavingCount--;
    if (left.threadId != thread) return null;
    remove(thread);
    return left;
  }

  /** A thread has ended; its context is given to another one after a while. */
  public void exited(long threadId) {
    if (Tracking.isOver()) return;
    lock.enter();
    try {
      Context context = table[cell(threadId)];
      if (context == null) return;
      if (leavingCount == leaving.length) growLeaving();
      int tail = (leavingHead + leavingCount++) % leaving.length;
      leaving[tail] = context;
      leftBy[tail] = threadId;
      leftAt[tail] = System.nanoTime();
    } finally {
      lock.exit();
    }
  }

  /** A thread has ended and runs no hook any more: its context may be another one's at once. */
  public void left(long threadId) {
    if (Tracking.isOver()) return;
    lock.enter();
    try {
      Context context = table[cell(threadId)];
      if (context == null) return;
      if (idleCount == idle.length) growIdle();
      remove(threadId);
      U.putLong(context, THREAD_ID, 0);
      idle[idleCount++] = context;
    } finally {
      lock.exit();
    }
  }

  /**
   * Makes contexts in advance, with the births of the calling thread off. Where there is no memory
   * or no stack for all of them, the next thread goes on.
   */
  private void refill(Context context) {
    context.births++;
    try {
      make();
    } catch (OutOfMemoryError | StackOverflowError e) {
      // This thread has its context.
    } finally {
      context.births--;
      isRefilling = false;
    }
  }

  private void make() {
    for (int i = 0; i < REFILL; i++) {
      Context fresh = fresh(0);
      lock.enter();
      try {
        if (idleCount == idle.length) growIdle();
        idle[idleCount++] = fresh;
      } finally {
        lock.exit();
      }
    }
  }

  /** A thread that finds none, and nobody making some, has the spare one while it does. */
  private void lend(long key) {
    U.putLong(spare, THREAD_ID, key);
    spare.returned = 0;
    spare.flying = 0;
    spare.births = 1;
    table[cell(key)] = spare;
    if (++size > table.length / 2) growTable();
  }

  private void refillWithSpare(long key) {
    try {
      make();
    } finally {
      lock.enter();
      remove(key);
      U.putLong(spare, THREAD_ID, NOBODY);
      isRefilling = false;
      lock.exit();
    }
  }

  /**
   * What threads had gathered for themselves when they ended goes to all: the slots that they had
   * ready, and what they know of deaths. To be called now and then, by one thread at a time, with
   * births off. Allocates, and may wait for a collection.
   */
  public void tidy() {
    rest();
    int from = 0;
    while (true) {
      lock.enter();
      while (from < idleCount && idle[from].rest != Context.AT_REST) from++;
      Context context = from < idleCount ? idle[from] : null;
      if (context != null) idle[from] = idle[--idleCount];
      lock.exit();
      if (context == null) return;
      try {
        ledger.tidy(context);
        context.rest = Context.TIDY;
      } finally {
        giveBack(context);
      }
    }
  }

  /** Contexts that nobody has had since this was done last come to rest. */
  private void rest() {
    lock.enter();
    try {
      for (int i = 0; i < idleCount; i++) {
        if (idle[i].rest == Context.IN_USE) idle[i].rest = Context.AT_REST;
      }
      while (leavingCount > 0 && hasLeft()) {
        if (idleCount == idle.length) growIdle();
        Context left = takeLeaving();
        if (left != null) {
          U.putLong(left, THREAD_ID, 0);
          idle[idleCount++] = left;
        }
      }
    } finally {
      lock.exit();
    }
  }

  private void giveBack(Context context) {
    lock.enter();
    try {
      if (idleCount == idle.length) growIdle();
      idle[idleCount++] = context;
    } finally {
      lock.exit();
    }
  }

  private int cell(long key) {
    return cell(table, key);
  }

  private static int cell(Context[] table, long key) {
    int mask = table.length - 1;
    int cell = home(key, mask);
    while (table[cell] != null && table[cell].threadId != key) cell = (cell + 1) & mask;
    return cell;
  }

  private static int home(long key, int mask) {
    return (int) (key ^ key >>> 32) & mask;
  }

  /** Takes an entry out and moves up those that had to step over it. */
  private void remove(long key) {
    int mask = table.length - 1;
    int hole = cell(key);
    if (table[hole] == null) return;
    size--;
    int next = (hole + 1) & mask;
    while (table[next] != null) {
      int home = home(table[next].threadId, mask);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    table[hole] = null;
  }

  private void growTable() {
    Context[] grown = new Context[2 * table.length];
    for (Context context : table) {
      if (context != null) grown[cell(grown, context.threadId)] = context;
    }
    table = grown;
  }

  private void growLeaving() {
    int length = leaving.length;
    Context[] contexts = new Context[2 * length];
    long[] threads = new long[2 * length];
    long[] times = new long[2 * length];
    for (int i = 0; i < leavingCount; i++) {
      contexts[i] = leaving[(leavingHead + i) % length];
      threads[i] = leftBy[(leavingHead + i) % length];
      times[i] = leftAt[(leavingHead + i) % length];
    }
    leaving = contexts;
    leftBy = threads;
    leftAt = times;
    leavingHead = 0;
  }

  private void growIdle() {
    Context[] grown = new Context[2 * idleCount];
    for (int i = 0; i < idleCount; i++) grown[i] = idle[i];
    idle = grown;
  }

  /** The contexts that threads have taken and not left for good. */
  int taken() {
    return size;
  }

  /** Every context in use is found under its thread's number, and no number twice. */
  void validate() {
    lock.enter();
    try {
      int found = 0;
      for (int i = 0; i < table.length; i++) {
        if (table[i] == null) continue;
        found++;
        if (cell(table[i].threadId) != i) {
          throw new AssertionError("context not found: threadId=" + table[i].threadId);
        }
      }
      if (found != size) throw new AssertionError("size=" + size + " found=" + found);
    } finally {
      lock.exit();
    }
  }
}
