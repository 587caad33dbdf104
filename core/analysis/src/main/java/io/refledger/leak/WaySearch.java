package io.refledger.leak;

import io.refledger.graph.GraphRoots;
import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/*
 * Each reference to one of the objects is a way, which begins with the nearest path to its referrer. So
 * of two fields that hold one map nothing is said: taken out of the map, the objects are free. Ways of
 * one shape are counted together. All objects of a finding are asked: their references are looked at
 * once, and a path is written for each way, to the newest object held so, whose store is the surest.
 *
 * None is a reference whose referrer is reached with the help of the objects only, what a soft
 * reference holds, and a frame that holds what others hold as well: it is about to let go.
 */
/** Finds all ways by which the objects of a finding are held. */
final class WaySearch {
  private static final int ROOT = -1;

  private final HeapView heap;
  private final Snapshot snapshot;
  private final PathTree paths;
  private final PathShapes shapes;
  private final HoldingPaths holding;

  WaySearch(HeapView heap, PathShapes shapes, HoldingPaths holding) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.paths = heap.paths();
    this.shapes = shapes;
    this.holding = holding;
  }

  /** The objects that are held in one way. */
  private static final class Alike {
    private long count;
    private int latest = ROOT;
    private int newest;
    private int referrer;
  }

  /**
   * Read this first.
   *
   * @param shown the object whose path the finding has
   * @param oldest when the oldest of the objects was born
   * @param storedAt shown for the reference that holds it
   */
  Ways ways(Survivors survivors, int shown, long oldest, Optional<Frame> storedAt) {
    Map<Integer, Alike> alikeByShape = alike(survivors.members());
    Alike first = alikeByShape.remove(shapes.shape(shown));
    List<Way> ways = new ArrayList<>();
    for (Alike alike : alikeByShape.values()) {
      List<PathStep> path =
          alike.referrer == ROOT
              ? holding.pathOfRoot(alike.newest)
              : holding.pathBy(alike.referrer, alike.newest, oldest);
      // A thread that runs, or what never dies, is held by no reference.
      if (!path.isEmpty()) {
        ways.add(new Way(path, alike.count));
      }
    }
    ways.sort(
        Comparator.comparingLong(Way::count)
            .reversed()
            .thenComparing(way -> way.path().toString()));
    long count = first == null ? survivors.count() : first.count;
    ways.add(0, new Way(holding.pathTo(shown, oldest, storedAt), count));
    return Ways.of(ways);
  }

  private Map<Integer, Alike> alike(int[] members) {
    PathsThrough objects = new PathsThrough(paths, snapshot.objectCount(), members);
    Map<Integer, Alike> alikeByShape = new LinkedHashMap<>();
    for (int member : members) {
      if (isHeldAsRoot(member)) {
        note(
            member, ROOT, alikeByShape.computeIfAbsent(shapes.rootShape(member), s -> new Alike()));
      }
      for (int at = heap.incoming().first(member); at < heap.incoming().first(member + 1); at++) {
        int referrer = heap.incoming().referrer(at);
        int edge = heap.incoming().edge(at);
        if (isHolding(referrer, edge) && !objects.leadTo(referrer)) {
          int shape = shapes.shapeBy(referrer, edge);
          note(member, referrer, alikeByShape.computeIfAbsent(shape, s -> new Alike()));
        }
      }
    }
    return alikeByShape;
  }

  private boolean isHeldAsRoot(int node) {
    GraphRoots.Kind kind = heap.roots().kind(node);
    return kind != GraphRoots.Kind.NONE && (kind != GraphRoots.Kind.HELD || paths.isRoot(node));
  }

  private boolean isHolding(int referrer, int edge) {
    return paths.isReached(referrer)
        && !paths.isSoft(referrer)
        && !paths.isSoftEdge(referrer, edge);
  }

  private void note(int member, int referrer, Alike alike) {
    if (alike.count == 0 || snapshot.bornAt(member) > snapshot.bornAt(alike.newest)) {
      alike.newest = member;
      alike.referrer = referrer;
    }
    alike.count += alike.latest == member ? 0 : 1;
    alike.latest = member;
  }
}
