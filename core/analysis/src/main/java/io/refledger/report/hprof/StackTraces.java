package io.refledger.report.hprof;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntIntHashMap;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stack traces of a dump: where objects were allocated, innermost frame first, and where
 * threads are. They come after the classes.
 */
final class StackTraces {
  /** The trace of what has none. */
  static final int NONE = 1;

  private static final int UNKNOWN_LINE = -1;

  private final Snapshot snapshot;
  private final int[] contexts;
  private final IntIntHashMap serialByContext = new IntIntHashMap();

  /** By thread, in the snapshot's order. */
  private final int[] serialByThread;

  private int traces;
  private long frames;

  StackTraces(Snapshot snapshot, DumpedGraph graph) {
    this.snapshot = snapshot;
    var found = new IntHashSet();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (graph.has(node) && snapshot.allocatedAt(node).isPresent()) {
        found.add(snapshot.allocationContext(node));
      }
    }
    contexts = found.toArray();
    Arrays.sort(contexts);
    serialByThread = new int[snapshot.threads().size()];
  }

  /** The names of the classes that frames are of. */
  Set<String> classNames() {
    Set<String> names = new LinkedHashSet<>();
    for (int context : contexts) {
      stack(context).forEach(frame -> names.add(frame.className()));
    }
    for (RunningThread thread : snapshot.threads()) {
      thread.methods().forEach(method -> names.add(className(method)));
    }
    return names;
  }

  /** Writes all of them, and the names in them. */
  void write(HprofOutput out, NameTable names, DumpedClasses classes) throws IOException {
    trace(out, 0, List.of());
    for (int context : contexts) {
      List<Long> ids = new ArrayList<>();
      for (Frame frame : stack(context)) {
        ids.add(frame(frame, out, names, classes));
      }
      serialByContext.put(context, trace(out, 0, ids));
    }
    for (int i = 0; i < serialByThread.length; i++) {
      List<Long> ids = new ArrayList<>();
      for (String method : snapshot.threads().get(i).methods()) {
        ids.add(frame(frameOf(method), out, names, classes));
      }
      serialByThread[i] = trace(out, threadSerial(i), ids);
    }
  }

  /** The number of a thread, by its place in the snapshot. */
  static int threadSerial(int thread) {
    return thread + 1;
  }

  private List<Frame> stack(int context) {
    List<Frame> stack = new ArrayList<>();
    snapshot.frame(context).ifPresent(stack::add);
    snapshot.frame(context).flatMap(Frame::calledFrom).ifPresent(stack::add);
    return stack;
  }

  private static String className(String method) {
    return method.substring(0, Math.max(0, method.lastIndexOf('.')));
  }

  private static Frame frameOf(String method) {
    String name = method.substring(method.lastIndexOf('.') + 1);
    return new Frame(className(method), name, "", 0, false, Optional.empty());
  }

  private long frame(Frame frame, HprofOutput out, NameTable names, DumpedClasses classes)
      throws IOException {
    long method = names.write(frame.method());
    long signature = names.write(""); // unknown
    long file = names.write(frame.file());
    long id = ++frames;
    out.record(HprofFormat.STACK_FRAME, 4 * HprofFormat.ID_BYTES + 4 + 4);
    out.u8(id);
    out.u8(method);
    out.u8(signature);
    out.u8(file);
    out.u4(classes.named(frame.className()).serial());
    out.u4(frame.line() > 0 ? frame.line() : UNKNOWN_LINE);
    return id;
  }

  private int trace(HprofOutput out, int thread, List<Long> frames) throws IOException {
    int serial = ++traces;
    out.record(HprofFormat.STACK_TRACE, 4 + 4 + 4 + frames.size() * HprofFormat.ID_BYTES);
    out.u4(serial);
    out.u4(thread);
    out.u4(frames.size());
    for (long frame : frames) {
      out.u8(frame);
    }
    return serial;
  }

  /** The trace of where a node was allocated. */
  int ofNode(int node) {
    return serialByContext.getOrDefault(snapshot.allocationContext(node), NONE);
  }

  /** The trace of a thread, by its place in the snapshot. */
  int ofThread(int thread) {
    return serialByThread[thread];
  }
}
