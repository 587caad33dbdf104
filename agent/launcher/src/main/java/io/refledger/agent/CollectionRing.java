package io.refledger.agent;

import io.refledger.agent.jfr.LedgerLog;
import io.refledger.rt.Installation;
import io.refledger.rt.gc.CollectionListener;
import java.util.ArrayList;
import java.util.List;

/*
 * A listener runs inside a hook, in a thread of the program's: it writes numbers into arrays that
 * are there already, and calls nothing that is woven. One thread collects at a time, and may do so
 * from inside a collection, whose start is lost then. `written` is read: volatile, written: volatile,
 * after the entry; a reader that was overtaken leaves out what was written over.
 */
/** The latest collections of the cycle detector. */
final class CollectionRing implements CollectionListener {
  private static final int CAPACITY = 1 << 12;
  private static final int MASK = CAPACITY - 1;

  private final int[] generations = new int[CAPACITY];
  private final long[] startMillis = new long[CAPACITY];
  private final long[] nanos = new long[CAPACITY];
  private final long[] found = new long[CAPACITY];
  private final long[] threadIds = new long[CAPACITY];
  private volatile long written;
  private long beganMillis;
  private long beganNanos;

  /** Used by the reader alone. */
  private long read;

  @Override
  public void started(int generation) {
    beganMillis = System.currentTimeMillis();
    beganNanos = System.nanoTime();
  }

  @Override
  public void stopped(int generation, int collected, int uncollectable) {
    long at = written;
    int i = (int) at & MASK;
    generations[i] = generation;
    startMillis[i] = beganMillis;
    nanos[i] = System.nanoTime() - beganNanos;
    found[i] = collected;
    threadIds[i] = Installation.CONTEXTS.current().threadId;
    written = at + 1;
  }

  /** Those since the last time, oldest first, as far as they are there. For one reader. */
  List<LedgerLog.Collection> drain() {
    List<LedgerLog.Collection> drained = new ArrayList<>();
    long end = written;
    long from = Math.max(read, end - CAPACITY);
    for (long at = from; at < end; at++) {
      int i = (int) at & MASK;
      var entry =
          new LedgerLog.Collection(
              generations[i], startMillis[i], nanos[i], found[i], threadIds[i]);
      // The writer may be at the entry CAPACITY behind.
      if (written - at < CAPACITY) {
        drained.add(entry);
      }
    }
    read = end;
    return drained;
  }
}
