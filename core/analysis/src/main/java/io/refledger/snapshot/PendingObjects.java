package io.refledger.snapshot;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/*
 * A search from what is held by more than references between objects, which goes no further behind a
 * reference whose referent is dead, but to other references: those are chained in tables and lists,
 * which close the gap when one is taken out. What it does not get to hangs on such a reference alone,
 * or is in garbage that the detector has not found.
 *
 * A plain WeakReference or PhantomReference is held by the program, and no table waits for its end.
 */
/**
 * The objects that only a reference with a dead referent keeps: values of a WeakHashMap, entries of
 * a ThreadLocal, what a Cleaner is going to run.
 */
public final class PendingObjects {
  private static final String QUEUE = "java.lang.ref.Reference#queue";
  private static final String PACKAGE = "java.lang.ref.";

  private final Snapshot snapshot;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Map<Integer, Boolean> isReferenceByType = new HashMap<>();

  /** What is reached, from pending references too. */
  private final BitSet reached = new BitSet();

  private PendingObjects(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The pending nodes. */
  public static BitSet in(Snapshot snapshot) {
    return new PendingObjects(snapshot).find();
  }

  private BitSet find() {
    int[] edgesTo = edgesTo();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (isHeldOtherwise(node, edgesTo[node])) {
        reach(node);
      }
    }
    drain(false);
    BitSet held = (BitSet) reached.clone();
    for (int node = reached.nextSetBit(0); node >= 0; node = reached.nextSetBit(node + 1)) {
      if (snapshot.hasOutlivedItsReferent(node)) {
        open.push(node);
      }
    }
    drain(true);
    BitSet pending = (BitSet) reached.clone();
    pending.andNot(held);
    for (int node = held.nextSetBit(0); node >= 0; node = held.nextSetBit(node + 1)) {
      boolean isPlain = snapshot.type(node).className().startsWith(PACKAGE);
      pending.set(node, snapshot.hasOutlivedItsReferent(node) && !isPlain);
    }
    return pending;
  }

  /** By node: the references to it from objects. Static fields are not among them. */
  private int[] edgesTo() {
    int[] edgesTo = new int[snapshot.objectCount()];
    for (int edge = 0; edge < snapshot.edgeCount(); edge++) {
      edgesTo[snapshot.referent(edge)]++;
    }
    return edgesTo;
  }

  private boolean isHeldOtherwise(int node, int edgesTo) {
    return snapshot.isImmortal(node)
        || snapshot.isForeign(node)
        || snapshot.pins(node) > 0
        || snapshot.refcount(node) > edgesTo;
  }

  private void reach(int node) {
    if (!reached.get(node)) {
      reached.set(node);
      open.push(node);
    }
  }

  private void drain(boolean throughOutlived) {
    while (!open.isEmpty()) {
      int node = open.pop();
      boolean toReferencesOnly = !throughOutlived && snapshot.hasOutlivedItsReferent(node);
      int end = snapshot.firstEdge(node + 1);
      for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
        int referent = snapshot.referent(edge);
        if (!toReferencesOnly || isReference(referent)) {
          reach(referent);
        }
      }
    }
  }

  private boolean isReference(int node) {
    ObjectType type = snapshot.type(node);
    return isReferenceByType.computeIfAbsent(
        type.id(), id -> type.referenceNames().contains(QUEUE));
  }
}
