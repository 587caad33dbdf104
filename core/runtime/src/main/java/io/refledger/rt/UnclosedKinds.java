package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.spi.UnclosedDeathVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.MemoryUser;
import io.refledger.rt.table.SpinLock;

/*
 * A kind is a run of ints in `runs`:
 *
 *   length, drop context, then for each object of the chain its birth id, negative unless it is
 *   open, and for all but the last the index of its reference and that one's store context
 */
/**
 * The resources that died unclosed, counted by kind: the chain of references from the outermost
 * object that could have been closed, and the statement that dropped it. Of limited size.
 */
final class UnclosedKinds implements MemoryUser {
  /** The index of all elements of arrays. */
  static final int ARRAY_ELEMENT = -1;

  private static final int HEAD = 2;
  private static final int STEP = 3;
  private static final int MOST_INTS = 1 << 20;
  private static final int MOST_KINDS = 1 << 14;

  private final SpinLock lock = new SpinLock();

  private int[] runs = new int[256];

  /** Where the next run begins. */
  private int free = 1;

  /** How long the run under construction is. */
  private int length;

  /** Where the run of a kind begins, 0 for a free cell; open addressing. */
  private int[] starts = new int[64];

  private long[] countByCell = new long[64];
  private long[] outermostByCell = new long[64];
  private long[] bytesByCell = new long[64];
  private int size;
  private long leftOut;

  /** Who dropped the run under construction. */
  private long threadId;

  /** Null unless single deaths are asked for. */
  private UnclosedDeaths deaths;

  @Override
  public long memoryBytes() {
    return 4L * runs.length + 28L * starts.length;
  }

  /**
   * Begins a chain. Contract: this thread goes on to {@link #end}, and waits for nothing.
   *
   * @param threadId that of the thread that dropped it, 0 for the cycle detector
   */
  void begin(int dropContext, long threadId) {
    lock.lock();
    this.threadId = threadId;
    length = 1;
    add(dropContext);
  }

  /** The next object of the chain, and its reference to the one after it. May allocate. */
  void step(int birthId, boolean isOpen, int reference, int storeContext) {
    add(isOpen ? birthId : -birthId);
    add(reference);
    add(storeContext);
  }

  /**
   * Ends the chain with the resource. May allocate; what finds no room is only counted.
   *
   * @param sizeBytes of the resource
   * @param leadingBytes of all others in the chain
   */
  void end(int birthId, boolean isFirstOfOutermost, int sizeBytes, long leadingBytes) {
    add(birthId);
    if (free + length > MOST_INTS || size == MOST_KINDS) {
      leftOut++;
      if (deaths != null && isFirstOfOutermost) {
        deaths.miss();
      }
    } else {
      runs[free] = length;
      count(isFirstOfOutermost, isFirstOfOutermost ? sizeBytes + leadingBytes : sizeBytes);
    }
    lock.unlock();
  }

  private void add(int value) {
    if (free + length >= MOST_INTS) {
      length++;
      return;
    }
    if (free + length >= runs.length) {
      int[] longer = new int[2 * runs.length];
      System.arraycopy(runs, 0, longer, 0, runs.length);
      runs = longer;
    }
    runs[free + length++] = value;
  }

  private void count(boolean isFirstOfOutermost, long bytes) {
    if (2 * size >= starts.length) {
      grow();
    }
    int cell = find(free);
    if (starts[cell] == 0) {
      starts[cell] = free;
      free += length;
      size++;
    }
    countByCell[cell]++;
    outermostByCell[cell] += isFirstOfOutermost ? 1 : 0;
    if (deaths != null && isFirstOfOutermost) {
      deaths.add(starts[cell], threadId);
    }
    bytesByCell[cell] += bytes;
  }

  /** The cell of a run equal to the one at {@code start}, or a free one. */
  private int find(int start) {
    int hash = 0;
    for (int i = 0; i < runs[start]; i++) {
      hash = hash * 31 + runs[start + i];
    }
    int mask = starts.length - 1;
    int cell = ((hash * 0x9E3779B9) >>> 7) & mask;
    while (starts[cell] != 0 && !areEqual(starts[cell], start)) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  private boolean areEqual(int start, int other) {
    for (int i = 0; i < runs[start]; i++) {
      if (runs[start + i] != runs[other + i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    int[] oldStarts = starts;
    long[] oldCounts = countByCell;
    long[] oldOutermost = outermostByCell;
    long[] oldBytes = bytesByCell;
    starts = new int[2 * oldStarts.length];
    countByCell = new long[2 * oldStarts.length];
    outermostByCell = new long[2 * oldStarts.length];
    bytesByCell = new long[2 * oldStarts.length];
    for (int i = 0; i < oldStarts.length; i++) {
      if (oldStarts[i] != 0) {
        int cell = find(oldStarts[i]);
        starts[cell] = oldStarts[i];
        countByCell[cell] = oldCounts[i];
        outermostByCell[cell] = oldOutermost[i];
        bytesByCell[cell] = oldBytes[i];
      }
    }
  }

  /** From now on single deaths are kept until {@link #drainDeaths}. */
  void keepDeaths() {
    lock.lock();
    if (deaths == null) {
      deaths = new UnclosedDeaths();
    }
    lock.unlock();
  }

  /** Shows what has died since the last time, oldest first. Allocates. */
  void drainDeaths(UnclosedDeathVisitor visitor, SnapshotNames names, BirthTable births) {
    var drained = new UnclosedDeaths();
    lock.lock();
    int[] runs = this.runs;
    if (deaths != null) {
      deaths.moveTo(drained);
    }
    lock.unlock();
    // A run is never changed once it is there; what grows is a copy.
    for (int i = 0; i < drained.size(); i++) {
      chain(runs, drained.run(i), names, births)
          .showDeath(
              visitor, drained.epochMillis(i), drained.threadId(i), runs[drained.run(i) + 1]);
    }
    if (drained.missed() > 0) {
      visitor.missed(drained.missed());
    }
  }

  /** Shows every kind; {@code names} may be null. Allocates. */
  void accept(SnapshotVisitor visitor, SnapshotNames names, BirthTable births) {
    int[] runs;
    int[] starts;
    long[] counts;
    long[] outermost;
    long[] bytes;
    long leftOut;
    lock.lock();
    try {
      runs = this.runs.clone();
      starts = this.starts.clone();
      counts = countByCell.clone();
      outermost = outermostByCell.clone();
      bytes = bytesByCell.clone();
      leftOut = this.leftOut;
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] != 0) {
        chain(runs, starts[i], names, births)
            .show(visitor, runs[starts[i] + 1], counts[i], outermost[i], bytes[i]);
      }
    }
    if (leftOut > 0) {
      visitor.unclosedLeftOut(leftOut);
    }
  }

  private static UnclosedChain chain(
      int[] runs, int start, SnapshotNames names, BirthTable births) {
    int objects = (runs[start] - HEAD + STEP - 1) / STEP;
    var chain = new UnclosedChain(objects);
    for (int n = 0; n < objects; n++) {
      chain.read(n, runs, start + HEAD + n * STEP, names, births);
    }
    return chain;
  }
}
