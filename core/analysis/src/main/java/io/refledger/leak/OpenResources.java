package io.refledger.leak;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntHashSet;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/*
 * What should have been closed is the outermost object that can be: a resource, or what can be closed
 * and holds a resource that nobody else holds. An object that cannot be closed is never one, however
 * many resources it has: it is the application's, and grows.
 */
/** Which live objects should have been closed, and what would have been closed with them. */
final class OpenResources {
  /** So many objects of one wrapper are looked at. */
  private static final int MOST_INSIDE = 64;

  private final HeapView heap;
  private final Snapshot snapshot;

  OpenResources(HeapView heap) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
  }

  /** The survivors that are open, if these alone are enough to be growth. */
  Optional<Survivors> growingPart(Survivors survivors, Cohorts cohorts) {
    Survivors open = new Survivors(survivors.method());
    for (int node : survivors.members()) {
      if (isOpen(node)) {
        int context = snapshot.allocationContext(node);
        int cohort = cohorts.of(snapshot.bornAt(node));
        open.add(node, cohort, snapshot.sizeBytes(node), context);
      }
    }
    boolean isEnough =
        open.count() >= GrowthRule.FEWEST_SURVIVORS
            && open.consecutiveCohorts() >= GrowthRule.FEWEST_COHORTS;
    return isEnough ? Optional.of(open) : Optional.empty();
  }

  /** Whether a node is to be closed: a resource, or what wraps one. */
  boolean isOpen(int node) {
    return snapshot.isOpenResource(node)
        || (snapshot.isOpenWrapper(node) && !inside(node, true).isEmpty());
  }

  /** The classes of what is open inside a node and held by nobody else, the nearest first. */
  List<String> wraps(int node) {
    return List.copyOf(inside(node, false));
  }

  /** The classes of the open resources inside, and unless only these are asked for, of wrappers. */
  private Set<String> inside(int node, boolean resourcesOnly) {
    Set<String> classes = new LinkedHashSet<>();
    IntHashSet seen = new IntHashSet();
    IntArrayDeque queue = new IntArrayDeque();
    seen.add(node);
    queue.addLast(node);
    while (!queue.isEmpty()) {
      int at = queue.removeFirst();
      boolean isCounted =
          snapshot.isOpenResource(at) || (!resourcesOnly && snapshot.isOpenWrapper(at));
      if (at != node && isCounted) {
        classes.add(ClassNames.normalized(snapshot.type(at).className()));
      }
      for (int edge = snapshot.firstEdge(at); edge < snapshot.firstEdge(at + 1); edge++) {
        int referent = snapshot.referent(edge);
        boolean isInside = seen.contains(heap.dominators().of(referent));
        if (isInside && seen.size() < MOST_INSIDE && seen.add(referent)) {
          queue.addLast(referent);
        }
      }
    }
    return classes;
  }
}
