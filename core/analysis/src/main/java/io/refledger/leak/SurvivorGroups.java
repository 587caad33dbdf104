package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.ObjectIntHashMap;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.PairNumbers;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/*
 * Everything that many objects have in common is a number: the method, the pair of class and method
 * (the kind), the shape of the path. Nothing is made for an object.
 */
/** Sorts the live objects by class, allocating method, and the references that hold them. */
final class SurvivorGroups {
  private static final int UNKNOWN = -1;

  private final Snapshot snapshot;
  private final List<Survivors> groups = new ArrayList<>();
  private final PairNumbers groupByKindAndShape = new PairNumbers();
  private final PairNumbers kindByClassAndMethod = new PairNumbers();
  private final IntIntHashMap methodByContext = new IntIntHashMap();
  private final ObjectIntHashMap<String> numberByMethod = new ObjectIntHashMap<>();
  private final List<String> methods = new ArrayList<>();

  private SurvivorGroups(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What was born in the cohorts and is reached, in the order in which it is. */
  static List<Survivors> of(HeapView heap, Cohorts cohorts, PathShapes shapes) {
    Snapshot snapshot = heap.snapshot();
    SurvivorGroups sorting = new SurvivorGroups(snapshot);
    for (int place = 0; place < heap.paths().reachedCount(); place++) {
      int node = heap.paths().reachedNode(place);
      int cohort = cohorts.of(snapshot.bornAt(node));
      if (cohort != Cohorts.BEFORE && !snapshot.isImmortal(node)) {
        sorting.add(node, cohort, shapes.shape(node));
      }
    }
    return sorting.groups;
  }

  /** These nodes, all in the first cohort, in the order in which they are reached. */
  static List<Survivors> of(HeapView heap, BitSet nodes, PathShapes shapes) {
    SurvivorGroups sorting = new SurvivorGroups(heap.snapshot());
    for (int place = 0; place < heap.paths().reachedCount(); place++) {
      int node = heap.paths().reachedNode(place);
      if (nodes.get(node)) {
        sorting.add(node, 0, shapes.shape(node));
      }
    }
    return sorting.groups;
  }

  private void add(int node, int cohort, int shape) {
    int context = snapshot.allocationContext(node);
    int method = method(context);
    int kind = kindByClassAndMethod.of(snapshot.type(node).id(), method);
    int group = groupByKindAndShape.of(kind, shape);
    if (group == groups.size()) {
      groups.add(new Survivors(methods.get(method)));
    }
    groups.get(group).add(node, cohort, snapshot.sizeBytes(node), context);
  }

  /** The number of the first method of the application that allocated; any other's if none did. */
  private int method(int context) {
    int known = methodByContext.getOrDefault(context, UNKNOWN);
    if (known != UNKNOWN) {
      return known;
    }
    String name =
        snapshot
            .frame(context)
            .map(frame -> frame.nearestApplicationFrame().orElse(frame))
            .map(frame -> frame.className() + "." + frame.method())
            .orElse("");
    int number = numberByMethod.getOrDefault(name, methods.size());
    if (number == methods.size()) {
      numberByMethod.put(name, number);
      methods.add(name);
    }
    methodByContext.put(context, number);
    return number;
  }
}
