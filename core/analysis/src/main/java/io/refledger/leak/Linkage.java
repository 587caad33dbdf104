package io.refledger.leak;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.TypeProperty;
import java.util.List;

/*
 * A call site, a method handle or a reflective call makes method types, lambda forms and their tables
 * when it is first reached; a class has keys in tables of its loader once it is loaded, and keeps its
 * annotations once somebody has asked for them. All that grows with the code that has run, so that a
 * short program, which is all start, seems to do nothing else. What the program itself keeps of it is
 * its own, and so is what it keeps for classes, in a ClassValue.
 */
/** What the JDK makes and keeps to link calls, to load classes, and to reflect on them. */
final class Linkage {
  private static final List<String> PACKAGES =
      List.of(
          "java.lang.invoke.",
          "jdk.internal.loader.",
          "jdk.internal.module.",
          "jdk.internal.reflect.",
          "jdk.internal.util.",
          "sun.reflect.");

  /** Makes a lock for each class that a loader is asked for. */
  private static final String LOADER = "java.lang.ClassLoader";

  private final HeapView heap;
  private final Snapshot snapshot;
  private final JdkWays ways;
  private final TypeProperty isOfPackage = new TypeProperty(type -> isOfPackage(type.className()));

  Linkage(HeapView heap) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.ways = new JdkWays(heap);
  }

  /**
   * Whether most of these are such, and only the JDK's own objects and statics hold them. What the
   * JDK holds from before the agent has no name, so that others may be among them.
   */
  boolean made(Survivors survivors) {
    int[] members = survivors.members();
    int made = 0;
    for (int node : members) {
      if (ways.isHeldByJdk(node) && (belongsToLinking(node) || ways.isKeptByMirror(node))) {
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
        .filter(name -> isOfPackage(name) || name.equals(LOADER))
        .isPresent();
  }

  private boolean hasOne(int node) {
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      int referent = snapshot.referent(edge);
      if (isOfPackage.of(snapshot.type(referent)) || isMadeByLinking(referent)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a class of the packages that link calls, load classes, or reflect on them. */
  static boolean isOfPackage(String className) {
    return PACKAGES.stream().anyMatch(className::startsWith);
  }
}
