package io.refledger.leak;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import io.refledger.snapshot.TypeProperty;
import java.util.List;

/*
 * Threads that wait for one thing are a chain as long as they are many, and each of its nodes is asked
 * about. What a way is follows from that of the referrer, and is remembered for each node on it.
 */
/** What the ways from the roots to objects lead through. */
final class JdkWays {
  private static final byte UNKNOWN = 0;
  private static final byte KNOWN = 1;

  /** Only the JDK's own objects and statics are on the way. */
  private static final byte JDK_ONLY = 2;

  /** A class, a member of one, or what linking made is on the way. */
  private static final byte MIRROR = 4;

  /** What the program keeps for a class is on the way. */
  private static final byte CLASS_VALUE = 8;

  /** Classes whose objects keep what the JDK knows of a class or member. */
  private static final List<String> MIRRORS =
      List.of(
          "java.lang.Class", "java.lang.Class$AnnotationData", "java.lang.Class$ReflectionData");

  private static final String MEMBERS = "java.lang.reflect.";

  private final HeapView heap;
  private final Snapshot snapshot;
  private final byte[] wayByNode;
  private final TypeProperty isJdk = new TypeProperty(type -> ClassNames.isJdk(type.className()));
  private final TypeProperty isMirror = new TypeProperty(type -> isMirror(type.className()));
  private final TypeProperty isProgramsForClasses =
      new TypeProperty(type -> type.className().equals("java.lang.ClassValue$ClassValueMap"));

  JdkWays(HeapView heap) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.wayByNode = new byte[snapshot.objectCount()];
  }

  /** Whether only the JDK's own objects and statics lead to it. */
  boolean isHeldByJdk(int node) {
    return (way(node) & JDK_ONLY) != 0;
  }

  /**
   * Whether the way to it leads through a class, a member of one, or what linking made, and not
   * through a ClassValue's map.
   */
  boolean isKeptByMirror(int node) {
    return (way(node) & (MIRROR | CLASS_VALUE)) == MIRROR;
  }

  private byte way(int node) {
    int length = 0;
    int known = node;
    while (wayByNode[known] == UNKNOWN && !heap.paths().isRoot(known)) {
      known = heap.paths().referrer(known);
      length++;
    }
    if (wayByNode[known] == UNKNOWN) {
      wayByNode[known] = wayOfRoot(known);
    }
    return length == 0 ? wayByNode[known] : follow(node, length);
  }

  /** After this, all nodes from {@code node} up to the {@code length}th referrer are known. */
  private byte follow(int node, int length) {
    int[] way = new int[length];
    int at = node;
    for (int i = 0; i < length; i++) {
      way[i] = at;
      at = heap.paths().referrer(at);
    }
    for (int i = length - 1; i >= 0; i--) {
      wayByNode[way[i]] = wayBelow(at);
      at = way[i];
    }
    return wayByNode[node];
  }

  private byte wayOfRoot(int root) {
    boolean isHeldByJdk =
        switch (heap.roots().kind(root)) {
          case IMMORTAL -> true;
          case STATIC -> ClassNames.isJdk(declaringClass(heap.roots().staticEdge(root)));
          case THREAD, HELD, NONE -> false;
        };
    return isHeldByJdk ? KNOWN | JDK_ONLY : KNOWN;
  }

  private byte wayBelow(int referrer) {
    var type = snapshot.type(referrer);
    int way = wayByNode[referrer];
    if (!isJdk.of(type)) {
      way &= ~JDK_ONLY;
    }
    if (isMirror.of(type)) {
      way |= MIRROR;
    }
    if (isProgramsForClasses.of(type)) {
      way |= CLASS_VALUE;
    }
    return (byte) way;
  }

  private static boolean isMirror(String className) {
    return MIRRORS.contains(className)
        || className.startsWith(MEMBERS)
        || Linkage.isOfPackage(className);
  }

  private static String declaringClass(StaticEdge edge) {
    return ReferenceNames.declaringClass(edge.field());
  }
}
