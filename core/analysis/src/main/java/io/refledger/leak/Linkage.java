package io.refledger.leak;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;

/*
 * A call site, a method handle or a reflective call makes method types, lambda forms and their tables
 * when it is first reached. They grow with the code that has run, so that a short program, which is
 * all start, seems to do nothing else. What the program itself keeps of them is its own.
 */
/** What the JDK makes and keeps to link calls. */
final class Linkage {
  private static final String PACKAGE = "java.lang.invoke.";

  private final HeapView heap;
  private final Snapshot snapshot;

  Linkage(HeapView heap) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
  }

  /** Whether linking made all of these, and only the JDK's own objects and statics hold them. */
  boolean made(Survivors survivors) {
    for (int node : survivors.members()) {
      if (!isMadeByLinking(node) || !isHeldByJdk(node)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMadeByLinking(int node) {
    return snapshot
        .allocatedAt(node)
        .map(Frame::className)
        .filter(name -> name.startsWith(PACKAGE))
        .isPresent();
  }

  private boolean isHeldByJdk(int node) {
    int at = node;
    while (!heap.paths().isRoot(at)) {
      at = heap.paths().referrer(at);
      if (!ClassNames.isJdk(snapshot.type(at).className())) {
        return false;
      }
    }
    return switch (heap.roots().kind(at)) {
      case IMMORTAL -> true;
      case STATIC -> ClassNames.isJdk(declaringClass(heap.roots().staticEdge(at)));
      case THREAD, HELD, NONE -> false;
    };
  }

  private static String declaringClass(StaticEdge edge) {
    return ReferenceNames.declaringClass(edge.field());
  }
}
