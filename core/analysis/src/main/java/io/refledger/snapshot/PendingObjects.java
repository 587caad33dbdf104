package io.refledger.snapshot;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntStack;
import java.util.Arrays;

/*
 * A search from what is held by more than references between objects, which goes no further behind a
 * reference whose referent is dead, but to other references: those are chained in tables and lists,
 * which close the gap when one is taken out. What it does not get to hangs on such a reference alone,
 * or is in garbage that the detector has not found.
 *
 * A plain WeakReference or PhantomReference is held by the program, and no table waits for its end.
 *
 * Libraries make weak maps of strong ones: the key of an entry is a reference, or has one. Such an entry
 * is pending when that reference has outlived its referent.
 */
/**
 * The objects that only a reference with a dead referent keeps: values of a WeakHashMap, entries of
 * a ThreadLocal, what a Cleaner is going to run.
 */
public final class PendingObjects {
  private static final String QUEUE = "java.lang.ref.Reference#queue";
  private static final String PACKAGE = "java.lang.ref.";
  private static final String KEY = "#key";
  private static final String COLLECTIONS = "java.util.";

  private final Snapshot snapshot;
  private final IntStack open = new IntStack();
  private final TypeProperty isReference =
      new TypeProperty(type -> type.referenceNames().contains(QUEUE));
  private final TypeProperty isEntry = new TypeProperty(type -> keyIndex(type) >= 0);

  /** References whose referent is dead, and entries that such ones are the keys of. */
  private final BitSet outlived = new BitSet();

  /** What is reached, from pending references too. */
  private final BitSet reached = new BitSet();

  private PendingObjects(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The pending nodes. */
  public static BitSet in(Snapshot snapshot) {
    return new PendingObjects(snapshot).find();
  }

  /** How many nodes are pending. */
  public static long count(Snapshot snapshot) {
    return in(snapshot).cardinality();
  }

  /** The slots of the pending nodes, ascending. */
  public static int[] slots(Snapshot snapshot) {
    int[] slots = in(snapshot).asIntLookupContainer().toArray();
    for (int i = 0; i < slots.length; i++) {
      slots[i] = snapshot.slot(slots[i]);
    }
    Arrays.sort(slots);
    return slots;
  }

  private BitSet find() {
    findOutlived();
    int[] edgesTo = edgesTo();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (isHeldOtherwise(node, edgesTo[node])) {
        reach(node);
      }
    }
    drain(false);
    BitSet held = (BitSet) reached.clone();
    for (int node = reached.nextSetBit(0); node >= 0; node = reached.nextSetBit(node + 1)) {
      if (outlived.get(node)) {
        open.push(node);
      }
    }
    drain(true);
    BitSet pending = (BitSet) reached.clone();
    pending.andNot(held);
    for (int node = held.nextSetBit(0); node >= 0; node = held.nextSetBit(node + 1)) {
      boolean isPlain = snapshot.type(node).className().startsWith(PACKAGE);
      if (outlived.get(node) && !isPlain) {
        pending.set(node);
      }
    }
    return pending;
  }

  private void findOutlived() {
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (snapshot.hasOutlivedItsReferent(node) || hasOutlivedKey(node)) {
        outlived.set(node);
      }
    }
  }

  /** Whether a node is an entry whose key is a reference with a dead referent, or has one. */
  private boolean hasOutlivedKey(int node) {
    int key = keyOf(node);
    if (key < 0 || snapshot.hasOutlivedItsReferent(key)) {
      return key >= 0;
    }
    for (int edge = snapshot.firstEdge(key); edge < snapshot.firstEdge(key + 1); edge++) {
      if (snapshot.hasOutlivedItsReferent(snapshot.referent(edge))) {
        return true;
      }
    }
    return false;
  }

  /** The key of a node that is an entry of the JDK's maps; -1 if it is none. */
  private int keyOf(int node) {
    ObjectType type = snapshot.type(node);
    if (!isEntry.of(type)) {
      return -1;
    }
    int index = keyIndex(type);
    int edge = snapshot.firstEdge(node);
    int end = snapshot.firstEdge(node + 1);
    while (edge < end && snapshot.referenceIndex(edge) != index) {
      edge++;
    }
    return edge < end ? snapshot.referent(edge) : -1;
  }

  private static int keyIndex(ObjectType type) {
    if (!type.className().startsWith(COLLECTIONS)) {
      return -1;
    }
    int index = 0;
    while (index < type.referenceNames().size()
        && !type.referenceNames().get(index).endsWith(KEY)) {
      index++;
    }
    return index < type.referenceNames().size() ? index : -1;
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
      boolean toReferencesOnly = !throughOutlived && outlived.get(node);
      int end = snapshot.firstEdge(node + 1);
      for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
        int referent = snapshot.referent(edge);
        int own = snapshot.type(node).id();
        boolean isNext = isReference(referent) || snapshot.type(referent).id() == own;
        if (!toReferencesOnly || isNext) {
          reach(referent);
        }
      }
    }
  }

  private boolean isReference(int node) {
    return isReference.of(snapshot.type(node));
  }
}
