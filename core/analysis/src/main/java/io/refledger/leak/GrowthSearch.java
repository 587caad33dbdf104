package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntHashSet;
import io.refledger.graph.CollectionParts;
import io.refledger.graph.GraphRoots;
import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Finds objects that keep adding up.
 *
 * <p>Survivors that the rule calls growing are mostly dragged along by others: the strings of
 * sessions that pile up do so too. Only those are findings that nothing else which grows leads to.
 */
public final class GrowthSearch {
  private static final int MOST_NEAR = 10;

  /** How far an object is at most from one that a frame holds directly, to be that frame's. */
  private static final int NEAR_FRAME = 3;

  private final HeapView heap;
  private final Snapshot snapshot;
  private final LibraryPatterns library;
  private final HeapTexts texts;
  private final Linkage linkage;
  private final BitSet belowClosedLoaders;
  private final CollectionParts parts = new CollectionParts();

  /**
   * A search of a heap.
   *
   * @param texts asked for the names of what holds the objects of a finding
   */
  public GrowthSearch(HeapView heap, LibraryPatterns library, HeapTexts texts) {
    this.heap = heap;
    this.texts = texts;
    this.snapshot = heap.snapshot();
    this.library = library;
    this.linkage = new Linkage(heap);
    this.belowClosedLoaders = new ClosedLoaders(snapshot).below(heap.paths());
  }

  /**
   * The outcome of a search.
   *
   * @param near survivors that the rule nearly called growing, a line each, most bytes first; then
   *     what grew and was freed at the end
   * @param found the nodes that the findings are about
   */
  public record Result(List<Finding> findings, List<String> near, BitSet found) {
    public Result {
      findings = List.copyOf(findings);
      near = List.copyOf(near);
    }
  }

  /** Read this first. */
  public Result search() {
    Cohorts cohorts = Cohorts.of(snapshot.liveCurve());
    PathShapes shapes = new PathShapes(snapshot, heap.roots(), heap.paths());
    LiveNow now = new LiveNow(snapshot);
    GrowthRule rule = new GrowthRule(snapshot, cohorts, now);
    List<Survivors> growing = new ArrayList<>();
    Map<Survivors, String> reasonByNear = new LinkedHashMap<>();
    for (Survivors survivors : SurvivorGroups.of(heap, cohorts, shapes)) {
      GrowthRule.Judgement judgement = rule.judge(survivors, typeOf(survivors));
      Optional<String> excuse = excuse(judgement, survivors);
      if (excuse.isPresent()) {
        reasonByNear.put(survivors, excuse.get());
      } else if (judgement instanceof GrowthRule.Judgement.Growing) {
        growing.add(survivors);
      }
    }
    GrowthHeads heads = new GrowthHeads(heap, growing);
    GrowthFindings findings = new GrowthFindings(heap, library, shapes, texts);
    List<Finding> found = new ArrayList<>();
    BitSet nodes = new BitSet();
    for (Survivors head : heads.find()) {
      found.add(findings.finding(head, cohorts));
      for (int node : head.members()) {
        nodes.set(node);
      }
    }
    List<String> near = new ArrayList<>(near(reasonByNear, heads));
    near.addAll(new FreedAtTheEnd(snapshot, cohorts, now).lines());
    return new Result(found, near, nodes);
  }

  /** Why survivors are no finding that nearly are; empty for those that are and for all others. */
  private Optional<String> excuse(GrowthRule.Judgement judgement, Survivors survivors) {
    if (judgement instanceof GrowthRule.Judgement.Near near) {
      return Optional.of(near.reason());
    }
    if (judgement instanceof GrowthRule.Judgement.Silent) {
      return Optional.empty();
    }
    if (areAll(survivors, heap.paths()::isSoft)) {
      return Optional.of("held softly: the JVM takes them when memory is short");
    }
    if (areAll(survivors, belowClosedLoaders::get)) {
      return Optional.of("held by class loaders that were closed");
    }
    if (hasEachAFrameOfItsOwn(survivors)) {
      return Optional.of("each held by a frame of its own, or by code that is not woven");
    }
    return linkage.made(survivors)
        ? Optional.of("what the JDK keeps of code, once for each call, class and member")
        : Optional.empty();
  }

  /** What a frame piles up is in a collection that it holds, and has one root. */
  private boolean hasEachAFrameOfItsOwn(Survivors survivors) {
    IntHashSet roots = new IntHashSet();
    for (int node : survivors.members()) {
      int root = node;
      for (int step = 0; step < NEAR_FRAME && !heap.paths().isRoot(root); step++) {
        root = heap.paths().referrer(root);
      }
      if (heap.roots().kind(root) != GraphRoots.Kind.HELD) {
        return false;
      }
      roots.add(root);
    }
    return 2L * roots.size() > survivors.count();
  }

  private static boolean areAll(Survivors survivors, IntPredicate areCounted) {
    for (int node : survivors.members()) {
      if (!areCounted.test(node)) {
        return false;
      }
    }
    return true;
  }

  private ObjectType typeOf(Survivors survivors) {
    return snapshot.type(survivors.first());
  }

  private List<String> near(Map<Survivors, String> reasons, GrowthHeads heads) {
    Comparator<Survivors> mostBytes =
        Comparator.comparingLong(Survivors::bytes)
            .reversed()
            .thenComparing(survivors -> typeOf(survivors).className())
            .thenComparing(Survivors::method);
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
            .allocatedAt(survivors.first())
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
