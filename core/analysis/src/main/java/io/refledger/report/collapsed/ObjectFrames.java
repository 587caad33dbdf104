package io.refledger.report.collapsed;

import com.carrotsearch.hppc.LongIntHashMap;
import io.refledger.graph.GraphRoots;
import io.refledger.leak.ClassNames;
import io.refledger.leak.ReferenceNames;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;

/** What the objects of a snapshot are called in stacks. */
final class ObjectFrames {
  private static final int NONE = -1;

  private final Snapshot snapshot;
  private final StackTree stacks;

  /** By type and allocation context, which millions of objects share. */
  private final LongIntHashMap frameByKind = new LongIntHashMap();

  ObjectFrames(Snapshot snapshot, StackTree stacks) {
    this.snapshot = snapshot;
    this.stacks = stacks;
  }

  /** The class of a node. */
  int type(int node) {
    long kind = (long) snapshot.type(node).id() << Integer.SIZE;
    int known = frameByKind.getOrDefault(kind, NONE);
    return known != NONE ? known : put(kind, ClassNames.readable(snapshot.type(node).className()));
  }

  /** The class of a node and where it was allocated. */
  int typeAndSite(int node) {
    int context = snapshot.allocationContext(node);
    if (snapshot.frame(context).isEmpty()) {
      return type(node);
    }
    long kind = (long) snapshot.type(node).id() << Integer.SIZE | context;
    int known = frameByKind.getOrDefault(kind, NONE);
    if (known != NONE) {
      return known;
    }
    Frame frame = snapshot.frame(context).get();
    Frame told = frame.nearestApplicationFrame().orElse(frame);
    return put(kind, ClassNames.readable(snapshot.type(node).className()) + " at " + method(told));
  }

  private int put(long kind, String text) {
    int frame = stacks.frame(text);
    frameByKind.put(kind, frame);
    return frame;
  }

  /** A frame of the program: {@code com.acme.Login.open:41}. */
  static String method(Frame frame) {
    String method = frame.className() + "." + frame.method();
    return frame.line() > 0 ? method + ":" + frame.line() : method;
  }

  /** What holds a node that is a root. */
  int root(int node, GraphRoots roots) {
    return stacks.frame(
        switch (roots.kind(node)) {
          case STATIC -> "static " + ReferenceNames.readable(roots.staticEdge(node).field());
          case THREAD -> "thread " + roots.thread(node).name();
          case IMMORTAL -> "immortal";
          case HELD -> "local variable, or not woven";
          case NONE -> "several";
        });
  }
}
