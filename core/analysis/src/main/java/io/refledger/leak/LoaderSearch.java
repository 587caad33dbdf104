package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayList;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final LoaderHolders search;
  private final long[] retainedSizeByNode;

  /**
   * A search.
   *
   * @param found nodes that other findings are about; what they lead to is no finding of its own
   */
  public LoaderSearch(HeapView heap, LibraryPatterns library, BitSet found) {
    this.snapshot = heap.snapshot();
    this.library = library;
    this.loaders = new ClosedLoaders(snapshot);
    this.search = loaders.isEmpty() ? null : LoaderHolders.of(heap, loaders, found);
    this.retainedSizeByNode =
        loaders.isEmpty() ? new long[0] : heap.dominators().retainedSizeByNode();
  }

  /** Read this first. The findings, in no order that means anything. */
  public List<Finding> search() {
    if (search == null) {
      return List.of();
    }
    Map<Integer, LoaderHolders.Holder> nearestByLoader = new LinkedHashMap<>();
    for (LoaderHolders.Holder holder : search.holders()) {
      nearestByLoader.putIfAbsent(holder.loader(), holder);
    }
    Map<String, List<LoaderHolders.Holder>> holdersById = new LinkedHashMap<>();
    for (LoaderHolders.Holder holder : nearestByLoader.values()) {
      holdersById.computeIfAbsent(fingerprint(holder), id -> new ArrayList<>()).add(holder);
    }
    List<Finding> findings = new ArrayList<>();
    holdersById.forEach((id, alike) -> findings.add(finding(id, alike)));
    return findings;
  }

  private String fingerprint(LoaderHolders.Holder holder) {
    String className = snapshot.type(holder.loader()).className();
    Optional<Frame> allocatedAt = snapshot.allocatedAt(holder.loader());
    return Fingerprint.of(FindingKind.SURVIVOR, className, suspect(holder), allocatedAt);
  }

  /** The reference that leads to what the loader holds, as a snapshot names it. */
  private String suspect(LoaderHolders.Holder holder) {
    if (holder.edge() >= 0) {
      return name(holder.referrer(), holder.edge());
    }
    return holder.edge() <= LoaderHolders.FIRST_STATIC ? field(holder.edge()) : "";
  }

  private Finding finding(String id, List<LoaderHolders.Holder> alike) {
    LoaderHolders.Holder shown = alike.get(0);
    List<PathStep> path = path(shown);
    long shallow = 0;
    long retained = 0;
    for (LoaderHolders.Holder holder : alike) {
      shallow += snapshot.sizeBytes(holder.loader());
      retained += retainedSizeByNode[holder.loader()];
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
        LoaderAdvice.of(path, readable(shown.held())));
  }

  /** From the root through the holder to the loader. */
  private List<PathStep> path(LoaderHolders.Holder holder) {
    List<PathStep> steps = new ArrayList<>();
    if (holder.edge() != LoaderHolders.ROOT) {
      IntArrayList outside = search.pathTo(holder.referrer());
      for (int i = 0; i < outside.size(); i++) {
        int node = outside.get(i);
        addStep(steps, i == 0 ? -1 : outside.get(i - 1), search.edge(node), node, false);
      }
    }
    addStep(steps, holder.referrer(), holder.edge(), holder.held(), true);
    if (holder.held() != holder.loader()) {
      boolean isThread = holder.edge() == LoaderHolders.ROOT;
      String held = isThread ? threadName(holder.held()) : readable(holder.held());
      steps.add(new PathStep(held, CLASS_STEP, MIRROR, Optional.empty(), isThread));
      String field = ReferenceNames.readable(ClosedLoaders.CLASS_LOADER);
      steps.add(new PathStep(MIRROR, field, readable(holder.loader()), Optional.empty(), false));
    }
    return steps;
  }

  private void addStep(List<PathStep> steps, int referrer, int edge, int node, boolean isSuspect) {
    if (edge >= 0) {
      String reference = ReferenceNames.readable(name(referrer, edge));
      Optional<Frame> storedAt = snapshot.storedAt(edge);
      steps.add(new PathStep(nameOf(referrer), reference, readable(node), storedAt, isSuspect));
    } else if (edge <= LoaderHolders.FIRST_STATIC) {
      StaticEdge field = snapshot.staticEdges().get(LoaderHolders.FIRST_STATIC - edge);
      Optional<Frame> storedAt = snapshot.frame(field.storeContext());
      String name = ReferenceNames.readable(field.field());
      steps.add(new PathStep("static", name, readable(node), storedAt, isSuspect));
    } else if (edge == LoaderHolders.CLASS) {
      boolean isOfLoader = !loaders.classesOf(referrer).isEmpty();
      String reference = isOfLoader ? CLASSES_STEP : CLASS_STEP;
      steps.add(new PathStep(nameOf(referrer), reference, MIRROR, Optional.empty(), isSuspect));
    }
  }

  private String name(int referrer, int edge) {
    return snapshot.type(referrer).referenceName(snapshot.referenceIndex(edge));
  }

  private String field(int edge) {
    return snapshot.staticEdges().get(LoaderHolders.FIRST_STATIC - edge).field();
  }

  /** The class of a node; of a thread at the root, which thread it is. */
  private String nameOf(int node) {
    boolean isRoot = search.edge(node) == LoaderHolders.ROOT;
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
