package io.refledger.leak;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
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
          "sun.reflect.");

  /** Makes a lock for each class that a loader is asked for. */
  private static final String LOADER = "java.lang.ClassLoader";

  /** Classes whose objects keep what the JDK knows of a class or member. */
  private static final List<String> MIRRORS =
      List.of(
          "java.lang.Class", "java.lang.Class$AnnotationData", "java.lang.Class$ReflectionData");

  private static final String MEMBERS = "java.lang.reflect.";

  private final HeapView heap;
  private final Snapshot snapshot;
  private final TypeProperty isOfPackage = new TypeProperty(type -> isOfPackage(type.className()));
  private final TypeProperty isMirror = new TypeProperty(type -> isMirror(type.className()));
  private final TypeProperty isProgramsForClasses =
      new TypeProperty(type -> type.className().equals("java.lang.ClassValue$ClassValueMap"));

  Linkage(HeapView heap) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
  }

  /**
   * Whether most of these are such, and only the JDK's own objects and statics hold them. What the
   * JDK holds from before the agent has no name, so that others may be among them.
   */
  boolean made(Survivors survivors) {
    int[] members = survivors.members();
    int made = 0;
    for (int node : members) {
      if (isHeldByJdk(node) && (belongsToLinking(node) || isKeptByMirror(node))) {
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

  /**
   * Whether the way to it leads through a class, a member of one, or what linking made, and not
   * through a ClassValue's map.
   */
  private boolean isKeptByMirror(int node) {
    boolean isKept = false;
    int at = node;
    while (!heap.paths().isRoot(at)) {
      at = heap.paths().referrer(at);
      if (isProgramsForClasses.of(snapshot.type(at))) {
        return false;
      }
      isKept |= isMirror.of(snapshot.type(at)) || isOfPackage.of(snapshot.type(at));
    }
    return isKept;
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

  private static boolean isOfPackage(String className) {
    return PACKAGES.stream().anyMatch(className::startsWith);
  }

  private static boolean isMirror(String className) {
    return MIRRORS.contains(className) || className.startsWith(MEMBERS);
  }

  private static String declaringClass(StaticEdge edge) {
    return ReferenceNames.declaringClass(edge.field());
  }
}
