package io.refledger.report.hprof;

import io.refledger.snapshot.RunningThread;
import java.io.IOException;
import java.util.List;

/** The records of threads, and of what is held by no object. */
final class RootRecords {
  private static final int THREAD_BYTES = 4 + HprofFormat.ID_BYTES + 4 + 3 * HprofFormat.ID_BYTES;
  private static final int THREAD_OBJECT_BYTES = 1 + HprofFormat.ID_BYTES + 4 + 4;
  private static final int UNKNOWN_BYTES = 1 + HprofFormat.ID_BYTES;

  private final Dump dump;
  private final HprofOutput out;

  RootRecords(Dump dump, HprofOutput out) {
    this.dump = dump;
    this.out = out;
  }

  /** Writes the names of threads; they come before the heap. */
  void writeThreads(NameTable names) throws IOException {
    List<RunningThread> threads = dump.snapshot().threads();
    for (int i = 0; i < threads.size(); i++) {
      long name = names.write(threads.get(i).name());
      out.record(HprofFormat.START_THREAD, THREAD_BYTES);
      out.u4(StackTraces.threadSerial(i));
      out.u8(object(threads.get(i)));
      out.u4(dump.traces().ofThread(i));
      out.u8(name);
      out.zeros(2 * HprofFormat.ID_BYTES); // group, its parent
    }
  }

  /** Writes the objects that are held. */
  void write() throws IOException {
    List<RunningThread> threads = dump.snapshot().threads();
    for (int i = 0; i < threads.size(); i++) {
      if (object(threads.get(i)) != 0) {
        out.heapRecord(HprofFormat.ROOT_THREAD_OBJECT, THREAD_OBJECT_BYTES);
        out.u8(object(threads.get(i)));
        out.u4(StackTraces.threadSerial(i));
        out.u4(dump.traces().ofThread(i));
      }
    }
    for (int node = 0; node < dump.snapshot().objectCount(); node++) {
      if (dump.graph().isHeld(node)) {
        out.heapRecord(HprofFormat.ROOT_UNKNOWN, UNKNOWN_BYTES);
        out.u8(dump.ids().of(node));
      }
    }
  }

  /** The id of a thread's object; 0 for a thread that is older than the ledger. */
  private long object(RunningThread thread) {
    boolean isDumped = thread.node() >= 0 && dump.graph().has(thread.node());
    return isDumped ? dump.ids().of(thread.node()) : 0;
  }
}
