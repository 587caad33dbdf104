package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayList;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds class loaders that were closed and live on, because something outside holds them or an
 * object of one of their classes.
 *
 * <p>To close a loader is to say that it is done with: so it is a SURVIVOR.
 */
public final class LoaderSearch {
  private static final String CLASS_STEP = "class";
  private static final String CLASSES_STEP = "java.lang.ClassLoader.classes";
  private static final String MIRROR = "java.lang.Class";

  private final Snapshot snapshot;
  private final LibraryPatterns library;
  private final ClosedLoaders loaders;
  private final LoaderReferrers search;
  private final EdgeSteps edges;
  private final long[] retainedSizeByNode;

  /**
   * A search.
   *
   * @param found nodes that other findings are about; what they lead to is no finding of its own
   */
  public LoaderSearch(HeapView heap, LibraryPatterns library, BitSet found) {
    this.snapshot = heap.snapshot();
    this.library = library;
    this.edges = new EdgeSteps(snapshot);
    this.loaders = new ClosedLoaders(snapshot);
    this.search = loaders.isEmpty() ? null : LoaderReferrers.of(heap, loaders, found);
    this.retainedSizeByNode =
        loaders.isEmpty() ? new long[0] : heap.dominators().retainedSizeByNode();
  }

  /** Read this first. The findings, in no order that means anything. */
  public List<Finding> search() {
    if (search == null) {
      return List.of();
    }
    Map<Integer, LoaderReferrers.Crossing> nearestByLoader = new LinkedHashMap<>();
    for (LoaderReferrers.Crossing crossing : search.crossings()) {
      nearestByLoader.putIfAbsent(crossing.loader(), crossing);
    }
    Map<String, List<LoaderReferrers.Crossing>> crossingsById = new LinkedHashMap<>();
    for (LoaderReferrers.Crossing crossing : nearestByLoader.values()) {
      crossingsById.computeIfAbsent(fingerprint(crossing), id -> new ArrayList<>()).add(crossing);
    }
    List<Finding> findings = new ArrayList<>();
    crossingsById.forEach((id, alike) -> findings.add(finding(id, alike)));
    return findings;
  }

  private String fingerprint(LoaderReferrers.Crossing crossing) {
    String className = snapshot.type(crossing.loader()).className();
    Optional<Frame> allocatedAt = snapshot.allocatedAt(crossing.loader());
    return Fingerprint.of(FindingKind.SURVIVOR, className, suspect(crossing), allocatedAt);
  }

  /** The reference that leads to what the loader holds, as a snapshot names it. */
  private String suspect(LoaderReferrers.Crossing crossing) {
    if (crossing.edge() >= 0) {
      return name(crossing.referrer(), crossing.edge());
    }
    return crossing.edge() <= LoaderReferrers.FIRST_STATIC ? field(crossing.edge()) : "";
  }

  private Finding finding(String id, List<LoaderReferrers.Crossing> alike) {
    LoaderReferrers.Crossing shown = alike.get(0);
    List<PathStep> path = path(shown);
    long shallow = 0;
    long retained = 0;
    for (LoaderReferrers.Crossing crossing : alike) {
      shallow += snapshot.sizeBytes(crossing.loader());
      retained += retainedSizeByNode[crossing.loader()];
    }
    Optional<Frame> storedAt =
        path.stream().filter(PathStep::isSuspect).findFirst().flatMap(PathStep::storedAt);
    return new Finding(
        id,
        FindingKind.SURVIVOR,
        library.ownerOf(path, storedAt),
        readable(shown.loader()),
        alike.size(),
        List.of(),
        shallow,
        retained,
        snapshot.allocatedAt(shown.loader()),
        storedAt,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        path,
        Optional.empty(),
        false,
        LoaderAdvice.of(path, readable(shown.held())),
        ways(alike, path));
  }

  /** The ways to all loaders of a finding, each as the nearest of its shape. */
  private Ways ways(List<LoaderReferrers.Crossing> alike, List<PathStep> shown) {
    Set<Integer> members = new HashSet<>();
    alike.forEach(crossing -> members.add(crossing.loader()));
    Map<String, List<PathStep>> pathByShape = new LinkedHashMap<>();
    Map<String, Set<Integer>> loadersByShape = new LinkedHashMap<>();
    String first = shape(shown);
    pathByShape.put(first, shown);
    for (LoaderReferrers.Crossing crossing : search.crossings()) {
      if (members.contains(crossing.loader())) {
        List<PathStep> path = path(crossing);
        pathByShape.putIfAbsent(shape(path), path);
        loadersByShape.computeIfAbsent(shape(path), s -> new HashSet<>()).add(crossing.loader());
      }
    }
    List<Way> ways = new ArrayList<>();
    pathByShape.forEach((shape, path) -> ways.add(new Way(path, loadersByShape.get(shape).size())));
    ways.subList(1, ways.size())
        .sort(
            Comparator.comparingLong(Way::count)
                .reversed()
                .thenComparing(way -> way.path().toString()));
    return Ways.of(ways);
  }

  private static String shape(List<PathStep> path) {
    return path.stream().map(PathStep::reference).toList().toString();
  }

  /** From the root through the crossing to the loader. */
  private List<PathStep> path(LoaderReferrers.Crossing crossing) {
    List<PathStep> steps = new ArrayList<>();
    if (crossing.edge() != LoaderReferrers.ROOT) {
      IntArrayList outside = search.pathTo(crossing.referrer());
      for (int i = 0; i < outside.size(); i++) {
        int node = outside.get(i);
        addStep(steps, i == 0 ? -1 : outside.get(i - 1), search.edge(node), node, false);
      }
    }
    addStep(steps, crossing.referrer(), crossing.edge(), crossing.held(), true);
    if (crossing.held() != crossing.loader()) {
      boolean isThread = crossing.edge() == LoaderReferrers.ROOT;
      String held = isThread ? threadName(crossing.held()) : readable(crossing.held());
      steps.add(new PathStep(held, CLASS_STEP, MIRROR, Optional.empty(), isThread));
      String field = ReferenceNames.readable(ClosedLoaders.CLASS_LOADER);
      steps.add(new PathStep(MIRROR, field, readable(crossing.loader()), Optional.empty(), false));
    }
    return steps;
  }

  private void addStep(List<PathStep> steps, int referrer, int edge, int node, boolean isSuspect) {
    if (edge >= 0) {
      Optional<Frame> storedAt = snapshot.storedAt(edge);
      steps.add(edges.step(referrer, nameOf(referrer), edge, storedAt, isSuspect));
    } else if (edge <= LoaderReferrers.FIRST_STATIC) {
      StaticEdge field = snapshot.staticEdges().get(LoaderReferrers.FIRST_STATIC - edge);
      Optional<Frame> storedAt = snapshot.frame(field.storeContext());
      String name = ReferenceNames.readable(field.field());
      steps.add(new PathStep("static", name, readable(node), storedAt, isSuspect));
    } else if (edge == LoaderReferrers.CLASS) {
      boolean isOfLoader = !loaders.classesOf(referrer).isEmpty();
      String reference = isOfLoader ? CLASSES_STEP : CLASS_STEP;
      steps.add(new PathStep(nameOf(referrer), reference, MIRROR, Optional.empty(), isSuspect));
    }
  }

  private String name(int referrer, int edge) {
    return snapshot.type(referrer).referenceName(snapshot.referenceIndex(edge));
  }

  private String field(int edge) {
    return snapshot.staticEdges().get(LoaderReferrers.FIRST_STATIC - edge).field();
  }

  /** The class of a node; of a thread at the root, which thread it is. */
  private String nameOf(int node) {
    boolean isRoot = search.edge(node) == LoaderReferrers.ROOT;
    return isRoot && isThread(node) ? threadName(node) : readable(node);
  }

  private boolean isThread(int node) {
    return snapshot.type(node).referenceNames().contains("java.lang.Thread#contextClassLoader");
  }

  private String threadName(int node) {
    return snapshot.threads().stream()
        .filter(thread -> thread.node() == node)
        .map(RunningThread::name)
        .findFirst()
        .map(name -> "thread " + name)
        .orElse("thread ?");
  }

  private String readable(int node) {
    return ClassNames.readable(snapshot.type(node).className());
  }
}
