package io.refledger.rt;

/*
 * A ring that its one reader empties. Every field is guarded by the lock of UnclosedKinds, in whose
 * runs the numbers point.
 */
/** The latest deaths of unclosed resources, until they are read. Of limited size. */
final class UnclosedDeaths {
  static final int MOST = 1 << 10;

  private final int[] runs = new int[MOST];
  private final long[] epochMillis = new long[MOST];
  private final long[] threadIds = new long[MOST];
  private int size;
  private long missed;

  /** Notes a death, of the kind whose run begins there. */
  void add(int run, long threadId) {
    if (size == MOST) {
      missed++;
      return;
    }
    runs[size] = run;
    epochMillis[size] = System.currentTimeMillis();
    threadIds[size++] = threadId;
  }

  /** Notes a death whose kind there is no room for. */
  void miss() {
    missed++;
  }

  /** Hands everything over to an empty one. */
  void moveTo(UnclosedDeaths reader) {
    System.arraycopy(runs, 0, reader.runs, 0, size);
    System.arraycopy(epochMillis, 0, reader.epochMillis, 0, size);
    System.arraycopy(threadIds, 0, reader.threadIds, 0, size);
    reader.size = size;
    reader.missed = missed;
    size = 0;
    missed = 0;
  }

  int size() {
    return size;
  }

  long missed() {
    return missed;
  }

  int run(int i) {
    return runs[i];
  }

  long epochMillis(int i) {
    return epochMillis[i];
  }

  long threadId(int i) {
    return threadIds[i];
  }
}
