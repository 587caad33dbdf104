package io.refledger.leak;

import io.refledger.graph.CollectionParts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds objects that keep adding up.
 *
 * <p>Survivors that the rule calls growing are mostly dragged along by others: the strings of
 * sessions that pile up do so too. Only those are findings that nothing else which grows leads to.
 */
public final class GrowthSearch {
  private static final int MOST_NEAR = 10;

  private final HeapView heap;
  private final Snapshot snapshot;
  private final LibraryPatterns library;
  private final CollectionParts parts = new CollectionParts();
  private final Map<Survivors.Key, Survivors> survivorsByKey = new HashMap<>();
  private final Map<Integer, String> methodByContext = new HashMap<>();

  public GrowthSearch(HeapView heap, LibraryPatterns library) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.library = library;
  }

  /**
   * The outcome of a search.
   *
   * @param near survivors that the rule nearly called growing, a line each, most bytes first
   */
  public record Result(List<Finding> findings, List<String> near) {
    public Result {
      findings = List.copyOf(findings);
      near = List.copyOf(near);
    }
  }

  /** Read this first. */
  public Result search() {
    Cohorts cohorts = Cohorts.of(snapshot.liveCurve());
    group(cohorts);
    GrowthRule rule = new GrowthRule(snapshot, cohorts, new LiveNow(snapshot));
    List<Survivors> growing = new ArrayList<>();
    Map<Survivors, String> reasonByNear = new HashMap<>();
    for (Survivors survivors : survivorsByKey.values()) {
      GrowthRule.Judgement judgement = rule.judge(survivors, typeOf(survivors));
      if (judgement instanceof GrowthRule.Judgement.Growing) {
        growing.add(survivors);
      } else if (judgement instanceof GrowthRule.Judgement.Near near) {
        reasonByNear.put(survivors, near.reason());
      }
    }
    GrowthHeads heads = new GrowthHeads(heap, growing);
    GrowthFindings findings = new GrowthFindings(heap, library);
    return new Result(
        heads.find().stream().map(findings::finding).toList(), near(reasonByNear, heads));
  }

  private void group(Cohorts cohorts) {
    PathShapes shapes = new PathShapes(snapshot, heap.roots(), heap.paths());
    for (int place = 0; place < heap.paths().reachedCount(); place++) {
      int node = heap.paths().reachedNode(place);
      int cohort = cohorts.of(snapshot.bornAt(node));
      if (cohort == Cohorts.BEFORE || snapshot.isImmortal(node)) {
        continue;
      }
      int context = snapshot.allocationContext(node);
      var key =
          new Survivors.Key(
              snapshot.type(node).id(),
              methodByContext.computeIfAbsent(context, this::method),
              shapes.shape(node));
      survivorsByKey
          .computeIfAbsent(key, Survivors::new)
          .add(node, cohort, snapshot.sizeBytes(node), context);
    }
  }

  /** The first method of the application that allocated; any other if there is none. */
  private String method(int context) {
    return snapshot
        .frame(context)
        .map(frame -> frame.nearestApplicationFrame().orElse(frame))
        .map(frame -> frame.className() + "." + frame.method())
        .orElse("");
  }

  private ObjectType typeOf(Survivors survivors) {
    return snapshot.type(survivors.members().get(0));
  }

  private List<String> near(Map<Survivors, String> reasons, GrowthHeads heads) {
    Comparator<Survivors> mostBytes =
        Comparator.comparingLong(Survivors::bytes)
            .reversed()
            .thenComparing(survivors -> typeOf(survivors).className())
            .thenComparing(survivors -> survivors.key().method());
    return reasons.keySet().stream()
        .filter(survivors -> !parts.isNode(typeOf(survivors)) && !heads.isDragged(survivors))
        .sorted(mostBytes)
        .limit(MOST_NEAR)
        .map(survivors -> line(survivors, reasons.get(survivors)))
        .toList();
  }

  private String line(Survivors survivors, String reason) {
    String site =
        snapshot
            .allocatedAt(survivors.members().get(0))
            .map(frame -> frame.nearestApplicationFrame().orElse(frame))
            .map(Frame::toString)
            .map(at -> " allocated at " + at)
            .orElse("");
    return survivors.count()
        + " "
        + ClassNames.simple(ClassNames.readable(typeOf(survivors).className()))
        + site
        + ": "
        + reason;
  }
}
