package io.refledger.report;

import io.refledger.graph.GraphRoots;
import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.leak.ClassNames;
import io.refledger.leak.ReferenceNames;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.PairNumbers;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/*
 * A key is a name that was given one, or a kind of reference: the reference and the class that it
 * leads to. What is inside a collection is counted as the collection's, so that a map is one branch.
 */
/**
 * The live objects by what holds them: the tree of nearest paths, in which references alike below
 * one branch are one.
 */
final class HeldTree {
  private static final int NAME = -1;

  private final Snapshot snapshot;
  private final GraphRoots roots;
  private final PathTree paths;
  private final TreeSums sums = new TreeSums();
  private final int[] branchByNode;

  /** A referrer's class and the index of the reference in it. */
  private final PairNumbers references = new PairNumbers();

  /** A reference, or {@link #NAME}, and the class that it leads to, or the number of the name. */
  private final PairNumbers keys = new PairNumbers();

  private final Map<String, Integer> numberByName = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();

  private HeldTree(HeapView heap) {
    snapshot = heap.snapshot();
    roots = heap.roots();
    paths = heap.paths();
    branchByNode = new int[snapshot.objectCount()];
  }

  static WeightTree of(HeapView heap) {
    return new HeldTree(heap).tree();
  }

  private WeightTree tree() {
    for (int place = 0; place < paths.reachedCount(); place++) {
      int node = paths.reachedNode(place);
      branchByNode[node] = paths.isRoot(node) ? rootBranch(node) : branch(node);
      sums.add(branchByNode[node], 1);
    }
    return sums.tree("live objects", this::label);
  }

  private int rootBranch(int node) {
    String type = ClassNames.readable(snapshot.type(node).className());
    return switch (roots.kind(node)) {
      case STATIC ->
          named("static fields", ReferenceNames.readable(roots.staticEdge(node).field()));
      case THREAD -> named("threads", "thread " + roots.thread(node).name());
      case IMMORTAL -> named("immortal objects", type);
      case HELD, NONE -> named("local variables and what is not woven", type);
    };
  }

  private int named(String kind, String name) {
    return sums.child(sums.child(TreeSums.ROOT, name(kind)), name(name));
  }

  private int name(String name) {
    int number =
        numberByName.computeIfAbsent(
            name,
            unknown -> {
              names.add(name);
              return names.size() - 1;
            });
    return keys.of(NAME, number);
  }

  private int branch(int node) {
    int referrer = paths.referrer(node);
    if (paths.isInternal(node)) {
      return branchByNode[referrer];
    }
    int index = isCollective(referrer) ? 0 : snapshot.referenceIndex(paths.edge(node));
    int reference = references.of(snapshot.type(referrer).id(), index);
    int key = keys.of(reference, snapshot.type(node).id());
    return sums.child(branchByNode[referrer], key);
  }

  /** Whether one element of it is as another: an array, or a part of a collection. */
  private boolean isCollective(int node) {
    return paths.isInternal(node) || snapshot.type(node).className().startsWith("[");
  }

  private WeightTree label(int key) {
    if (keys.first(key) == NAME) {
      return new WeightTree(names.get(keys.second(key)), "", 0, List.of());
    }
    ObjectType referrer = snapshot.typeOf(references.first(keys.first(key)));
    String type = ClassNames.readable(snapshot.typeOf(keys.second(key)).className());
    return new WeightTree(reference(referrer, key) + " → " + type, "", 0, List.of());
  }

  /** A part of a collection stands for the collection's elements. */
  private String reference(ObjectType referrer, int key) {
    String name = referrer.referenceName(references.second(keys.first(key)));
    boolean isPart =
        referrer.className().startsWith("java.util.") && referrer.className().contains("$");
    return isPart ? ObjectType.ELEMENT : ReferenceNames.readable(name);
  }
}
