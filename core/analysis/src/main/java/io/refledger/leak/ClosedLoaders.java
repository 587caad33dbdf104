package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import io.refledger.snapshot.TypeProperty;

/*
 * A class loader is a node whose class has ClassLoader's fields. It was closed if its class can be, and
 * it is not open any more. The ledger keeps one node for the classes of a loader, which refers to the
 * loader as long as the JVM has not unloaded them; that node holds nothing by itself, so it is no root.
 *
 * What a closed loader brings with it is all that hangs on objects of its classes and on their static
 * fields. A search for what holds the loader ends there: it asks only who from outside leads to it.
 */
/** The class loaders that were closed, and which objects belong to which. */
final class ClosedLoaders {
  static final int NONE = -1;

  /** The reference by which what stands for the classes of a loader refers to it. */
  static final String CLASS_LOADER = "java.lang.Class#classLoader";

  private static final String PARENT = "java.lang.ClassLoader#parent";
  private static final IntArrayList NOTHING = new IntArrayList();

  private final Snapshot snapshot;
  private final TypeProperty isLoader =
      new TypeProperty(type -> type.referenceNames().contains(PARENT));
  private final TypeProperty isMirror =
      new TypeProperty(type -> type.className().equals("java.lang.Class"));
  private final BitSet closed = new BitSet();
  private final IntIntHashMap loaderByClasses = new IntIntHashMap();
  private final IntObjectHashMap<IntArrayList> classesByLoader = new IntObjectHashMap<>();
  private final IntObjectHashMap<IntArrayList> staticsByClasses = new IntObjectHashMap<>();

  ClosedLoaders(Snapshot snapshot) {
    this.snapshot = snapshot;
    for (int node = 0; node < snapshot.objectCount(); node++) {
      ObjectType type = snapshot.type(node);
      if (isLoader.of(type) && isClosed(node)) {
        closed.set(node);
      } else if (isClasses(node)) {
        noteClasses(node);
      }
    }
    for (int i = 0; i < snapshot.staticEdges().size(); i++) {
      StaticEdge edge = snapshot.staticEdges().get(i);
      add(staticsByClasses, snapshot.classes(edge.typeId()), i);
    }
  }

  private boolean isClosed(int node) {
    return snapshot.closer(snapshot.type(node)).isPresent()
        && !snapshot.isOpenResource(node)
        && !snapshot.isOpenWrapper(node)
        && !snapshot.isImmortal(node);
  }

  private void noteClasses(int node) {
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      String name = snapshot.type(node).referenceName(snapshot.referenceIndex(edge));
      if (name.equals(CLASS_LOADER)) {
        loaderByClasses.put(node, snapshot.referent(edge));
        add(classesByLoader, snapshot.referent(edge), node);
      }
    }
  }

  private static void add(IntObjectHashMap<IntArrayList> lists, int key, int value) {
    IntArrayList list = lists.get(key);
    if (list == null) {
      list = new IntArrayList();
      lists.put(key, list);
    }
    list.add(value);
  }

  boolean isEmpty() {
    return closed.isEmpty();
  }

  /** The nodes whose path leads through a closed loader. */
  BitSet below(PathTree paths) {
    BitSet below = new BitSet();
    for (int place = 0; place < paths.reachedCount() && !isEmpty(); place++) {
      int node = paths.reachedNode(place);
      int referrer = paths.isRoot(node) ? NONE : paths.referrer(node);
      if (referrer != NONE && (closed.get(referrer) || below.get(referrer))) {
        below.set(node);
      }
    }
    return below;
  }

  /** Whether a node stands for a class, or for all classes of a loader. */
  boolean isClasses(int node) {
    return snapshot.isImmortal(node) && isMirror.of(snapshot.type(node));
  }

  /** The closed loader that a node is, or that defined its class; NONE. */
  int of(int node) {
    return closed.get(node) ? node : ofClasses(snapshot.classes(snapshot.type(node).id()));
  }

  /** The closed loader of what stands for classes; NONE. */
  int ofClasses(int classes) {
    int loader = classes == NONE ? NONE : loaderByClasses.getOrDefault(classes, NONE);
    return loader != NONE && closed.get(loader) ? loader : NONE;
  }

  /** The nodes that stand for the classes of a loader. */
  IntArrayList classesOf(int loader) {
    return classesByLoader.getOrDefault(loader, NOTHING);
  }

  /** The indexes of the static references of classes; of NONE: of those never unloaded. */
  IntArrayList staticsOf(int classes) {
    return staticsByClasses.getOrDefault(classes, NOTHING);
  }
}
