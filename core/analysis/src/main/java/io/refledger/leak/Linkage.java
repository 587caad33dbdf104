package io.refledger.leak;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import io.refledger.snapshot.TypeProperty;

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
  private final TypeProperty isOfPackage =
      new TypeProperty(type -> type.className().startsWith(PACKAGE));

  Linkage(HeapView heap) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
  }

  /**
   * Whether most of these belong to linking, and only the JDK's own objects and statics hold them.
   * What the JDK holds from before the agent has no name, so that others may be among them.
   */
  boolean made(Survivors survivors) {
    int[] members = survivors.members();
    int made = 0;
    for (int node : members) {
      if (belongsToLinking(node) && isHeldByJdk(node)) {
        made++;
      }
    }
    return 2 * made > members.length;
  }

  /**
   * Whether linking made it, or it is what such an object has, or the entry that such a one is in.
   */
  private boolean belongsToLinking(int node) {
    boolean isHad = !heap.paths().isRoot(node) && isOfPackage.of(typeOfReferrer(node));
    return isHad || isOfPackage.of(snapshot.type(node)) || isMadeByLinking(node) || hasOne(node);
  }

  private ObjectType typeOfReferrer(int node) {
    return snapshot.type(heap.paths().referrer(node));
  }

  private boolean isMadeByLinking(int node) {
    return snapshot
        .allocatedAt(node)
        .map(Frame::className)
        .filter(name -> name.startsWith(PACKAGE))
        .isPresent();
  }

  private boolean hasOne(int node) {
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      if (isOfPackage.of(snapshot.type(snapshot.referent(edge)))) {
        return true;
      }
    }
    return false;
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
