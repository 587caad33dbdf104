package io.refledger.leak;

import io.refledger.graph.CollectionParts;
import io.refledger.graph.GraphRoots;
import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import io.refledger.snapshot.TypeProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * The suspect reference is the last one whose referrer is no younger than the first cohort of what
 * piles up: from there on things are as young as what they hold. A collection is as old as the object
 * that the program knows, whatever it is made of by now; all references from there to the element are
 * one, and are marked together. The one that tells is the store of the entry.
 *
 * A path goes on behind the object to what it brings along: what piles up is often only the wrapping of
 * what hurts. Of several ways it takes the one with the most of the application's own objects behind it:
 * a buffer may be heavier, and says nothing.
 */
/** Paths as reports show them. */
final class HoldingPaths {
  private static final String STATIC = "static";
  private static final String THREAD = "thread ";

  /** So many steps lead on from what piles up to what it brings with it. */
  private static final int MOST_BELOW = 12;

  /** What retains less than this part of the whole, or of its objects, is no reason to go on. */
  private static final int LEAST_PART = 10;

  private static final long NEVER = Long.MIN_VALUE;

  private final long since;
  private final HeapView heap;
  private final Snapshot snapshot;
  private final PathTree paths;
  private final CollectionParts parts = new CollectionParts();
  private final EdgeSteps edges;
  private final long[] retainedSizeByNode;

  /** By node: how many objects that are not the JDK's it dominates, itself too. */
  private final long[] applicationObjectsByNode;

  private final TypeProperty isLambda =
      new TypeProperty(type -> type.className().contains("$$Lambda"));

  private final TypeProperty isApplications =
      new TypeProperty(type -> !ClassNames.isJdk(type.className()));
  private final Cohorts cohorts;

  HoldingPaths(HeapView heap) {
    this(heap, NEVER);
  }

  /**
   * Paths to what was born since some instant.
   *
   * @param since what is older was there before, whatever its cohort
   */
  HoldingPaths(HeapView heap, long since) {
    this.since = since;
    this.cohorts = Cohorts.of(heap.snapshot().liveCurve());
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.paths = heap.paths();
    this.edges = new EdgeSteps(snapshot);
    this.retainedSizeByNode = heap.dominators().retainedSizeByNode();
    this.applicationObjectsByNode =
        heap.dominators().sumByNode(node -> isApplications.of(snapshot.type(node)) ? 1 : 0);
  }

  /**
   * The path to a node, root first.
   *
   * @param oldest when the oldest of what piles up was born
   * @param storedAt shown for the reference that holds the node
   */
  List<PathStep> path(int node, long oldest, Optional<Frame> storedAt) {
    List<PathStep> steps = path(paths.pathTo(node), oldest, storedAt);
    addBelow(node, steps);
    return steps;
  }

  /** The path to a node, root first, and no further. */
  List<PathStep> pathTo(int node, long oldest, Optional<Frame> storedAt) {
    return path(paths.pathTo(node), oldest, storedAt);
  }

  /** The path to a node by an edge from a reached node, root first. */
  List<PathStep> pathBy(int referrer, int node, long oldest) {
    List<Integer> nodes = paths.pathTo(referrer);
    nodes.add(node);
    return path(nodes, oldest, Optional.empty());
  }

  /** The way to a node that is a root, if that is a reference. */
  List<PathStep> pathOfRoot(int node) {
    return rootStep(node, true).stream().toList();
  }

  private List<PathStep> path(List<Integer> nodes, long oldest, Optional<Frame> storedAt) {
    List<PathStep> steps = new ArrayList<>();
    int firstSuspect = firstSuspect(nodes, oldest);
    int lastSuspect = lastSuspect(nodes, firstSuspect);
    rootStep(nodes.get(0), firstSuspect < 0).ifPresent(steps::add);
    int holder = holdingStep(nodes);
    for (int i = 1; i < nodes.size(); i++) {
      boolean isSuspect = i - 1 >= firstSuspect && i - 1 <= lastSuspect && firstSuspect >= 0;
      PathStep step = step(nodes.get(i - 1), nodes.get(i), isSuspect);
      steps.add(i - 1 == holder ? storedAt(step, storedAt) : step);
    }
    return steps;
  }

  /** The name of the suspect reference, as a snapshot names it. */
  String suspect(int node, long oldest) {
    List<Integer> nodes = paths.pathTo(node);
    int suspect = firstSuspect(nodes, oldest);
    if (suspect >= 0) {
      return reference(nodes.get(suspect), nodes.get(suspect + 1));
    }
    int root = nodes.get(0);
    return heap.roots().kind(root) == GraphRoots.Kind.STATIC
        ? heap.roots().staticEdge(root).field()
        : ObjectType.ELEMENT;
  }

  /** The object with the suspect reference; -1 if that is the root itself. */
  int suspectHolder(int node, long oldest) {
    List<Integer> nodes = paths.pathTo(node);
    int suspect = firstSuspect(nodes, oldest);
    return suspect < 0 ? -1 : nodes.get(suspect);
  }

  /**
   * The context in which the reference was stored that holds the node; of an entry's content, the
   * entry's; 0 is none.
   */
  int storeContext(int node) {
    int held = node;
    while (!paths.isRoot(held) && parts.isNode(snapshot.type(paths.referrer(held)))) {
      int entry = paths.referrer(held);
      if (held != node && parts.isNode(snapshot.type(held))) {
        break;
      }
      held = entry;
    }
    if (!paths.isRoot(held)) {
      return storeContext(paths.referrer(held), paths.edge(held));
    }
    return heap.roots().kind(held) == GraphRoots.Kind.STATIC
        ? heap.roots().staticEdge(held).storeContext()
        : 0;
  }

  /** What a lambda captured is stored by code that nobody wrote: it is told where the lambda is. */
  private int storeContext(int referrer, int edge) {
    return isLambda.of(snapshot.type(referrer))
        ? snapshot.allocationContext(referrer)
        : snapshot.storeContext(edge);
  }

  /**
   * The place in the path of the step whose store {@link #storeContext(int)} tells; -1 for the
   * root.
   */
  private int holdingStep(List<Integer> nodes) {
    int last = nodes.size() - 1;
    boolean isInEntry = last > 0 && parts.isNode(snapshot.type(nodes.get(last - 1)));
    return isInEntry && last > 1 ? last - 2 : last - 1;
  }

  /** The place of the last referrer that is old enough; -1 if not even the root is. */
  private int firstSuspect(List<Integer> nodes, long oldest) {
    int suspect = -1;
    for (int i = 0; i < nodes.size() - 1; i++) {
      int node = nodes.get(i);
      boolean isPart = !paths.isRoot(node) && paths.isInternal(node);
      boolean isOld = isOld(node, oldest);
      if (!isPart && (snapshot.isImmortal(node) || isOld)) {
        suspect = i;
      }
    }
    return suspect;
  }

  private boolean isOld(int node, long oldest) {
    long bornAt = snapshot.bornAt(node);
    return since == NEVER ? cohorts.of(bornAt) <= cohorts.of(oldest) : bornAt < since;
  }

  /** The end of the collection that the suspect reference leads into. */
  private int lastSuspect(List<Integer> nodes, int firstSuspect) {
    int last = Math.max(firstSuspect, 0);
    while (last < nodes.size() - 2 && paths.isInternal(nodes.get(last + 1))) {
      last++;
    }
    return last;
  }

  private Optional<PathStep> rootStep(int root, boolean isSuspect) {
    String className = ClassNames.readable(snapshot.type(root).className());
    return switch (heap.roots().kind(root)) {
      case STATIC -> {
        StaticEdge edge = heap.roots().staticEdge(root);
        String field = ReferenceNames.readable(edge.field());
        Optional<Frame> storedAt = snapshot.frame(edge.storeContext());
        yield Optional.of(new PathStep(STATIC, field, className, storedAt, isSuspect));
      }
      case HELD -> Optional.of(localStep(root, className, isSuspect));
      default -> Optional.empty();
    };
  }

  /** Held by a frame: most likely by one of the method that made it, if that is still running. */
  private PathStep localStep(int root, String className, boolean isSuspect) {
    Optional<Frame> allocatedAt = snapshot.allocatedAt(root);
    String method =
        allocatedAt
            .map(frame -> frame.nearestApplicationFrame().orElse(frame))
            .map(frame -> frame.className() + "." + frame.method())
            .orElse("?");
    String thread =
        snapshot.threads().stream()
            .filter(running -> running.methods().contains(method))
            .map(RunningThread::name)
            .sorted()
            .findFirst()
            .orElse("?");
    String name = snapshot.local(snapshot.allocationContext(root)).orElse("of " + method);
    String local = thread.equals("?") ? "local ?" : "local " + name;
    return new PathStep(THREAD + thread, local, className, allocatedAt, isSuspect);
  }

  private PathStep step(int referrer, int referent, boolean isSuspect) {
    String name =
        heap.roots().kind(referrer) == GraphRoots.Kind.THREAD && paths.isRoot(referrer)
            ? THREAD + heap.roots().thread(referrer).name()
            : ClassNames.readable(snapshot.type(referrer).className());
    int edge = edge(referrer, referent);
    Optional<Frame> storedAt = snapshot.frame(storeContext(referrer, edge));
    return edges.step(referrer, name, edge, storedAt, isSuspect);
  }

  private String reference(int referrer, int referent) {
    return snapshot.type(referrer).referenceName(snapshot.referenceIndex(edge(referrer, referent)));
  }

  private int edge(int referrer, int referent) {
    if (!paths.isRoot(referent) && paths.referrer(referent) == referrer) {
      return paths.edge(referent);
    }
    int edge = snapshot.firstEdge(referrer);
    while (snapshot.referent(edge) != referent) {
      edge++;
    }
    return edge;
  }

  private static PathStep storedAt(PathStep step, Optional<Frame> storedAt) {
    return new PathStep(
        step.referrer(),
        step.reference(),
        step.referent(),
        storedAt.or(step::storedAt),
        step.isSuspect(),
        step.isInside(),
        step.key());
  }

  private void addBelow(int node, List<PathStep> steps) {
    int at = node;
    for (int i = 0; i < MOST_BELOW; i++) {
      int next = mostTellingBelow(at);
      if (next < 0 || !isWorthIt(next, node)) {
        return;
      }
      steps.add(step(at, next, false));
      at = next;
    }
  }

  private boolean isWorthIt(int next, int whole) {
    boolean isMuch =
        retainedSizeByNode[next] * LEAST_PART >= retainedSizeByNode[whole]
            || applicationObjectsByNode[next] * LEAST_PART >= applicationObjectsByNode[whole];
    return isMuch && snapshot.type(next).id() != snapshot.type(whole).id();
  }

  /** The application's object that a node dominates and refers to; -1 if there is none. */
  private int mostTellingBelow(int node) {
    int best = -1;
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      int referent = snapshot.referent(edge);
      boolean isBelow = heap.dominators().of(referent) == node;
      if (isBelow && isApplications.of(snapshot.type(referent)) && tellsMore(referent, best)) {
        best = referent;
      }
    }
    return best;
  }

  private boolean tellsMore(int node, int best) {
    if (best < 0 || applicationObjectsByNode[node] != applicationObjectsByNode[best]) {
      return best < 0 || applicationObjectsByNode[node] > applicationObjectsByNode[best];
    }
    return retainedSizeByNode[node] > retainedSizeByNode[best];
  }
}
