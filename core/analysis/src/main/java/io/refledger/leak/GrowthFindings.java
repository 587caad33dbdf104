package io.refledger.leak;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Makes a finding of survivors that grow. */
final class GrowthFindings {
  private final HeapView heap;
  private final Snapshot snapshot;
  private final LibraryPatterns library;
  private final HoldingPaths holding;
  private final long[] retainedSizeByNode;

  GrowthFindings(HeapView heap, LibraryPatterns library) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.library = library;
    this.holding = new HoldingPaths(heap);
    this.retainedSizeByNode = heap.dominators().retainedSizeByNode();
  }

  /** Read this first. */
  Finding finding(Survivors survivors) {
    int shown = shown(survivors);
    String className = snapshot.type(shown).className();
    Optional<Frame> allocatedAt = newest(survivors, snapshot::allocatedAt);
    Optional<Frame> storedAt = newest(survivors, holding::storedAt);
    List<PathStep> path = holding.path(shown, oldest(survivors), storedAt);
    String suspect = holding.suspect(shown, oldest(survivors));
    return new Finding(
        Fingerprint.of(FindingKind.GROWTH, className, suspect, allocatedAt),
        FindingKind.GROWTH,
        origin(path, storedAt),
        ClassNames.readable(className),
        survivors.count(),
        Arrays.stream(survivors.countByCohort()).boxed().toList(),
        survivors.bytes(),
        retainedSize(survivors),
        allocatedAt,
        storedAt,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        path,
        Optional.empty(),
        false,
        GrowthAdvice.of(className, path, storedAt));
  }

  /** The member that is shown for all: of those with the shortest path the oldest. */
  private int shown(Survivors survivors) {
    return survivors.members().stream()
        .min(
            Comparator.comparingInt((Integer node) -> heap.paths().pathLength(node))
                .thenComparingLong(snapshot::bornAt))
        .orElseThrow();
  }

  private long oldest(Survivors survivors) {
    return survivors.members().stream().mapToLong(snapshot::bornAt).min().orElseThrow();
  }

  /** What most of the newest quarter have: what is older may have been moved since. */
  private Optional<Frame> newest(Survivors survivors, IntFunction<Optional<Frame>> frameByNode) {
    List<Integer> byAge =
        survivors.members().stream().sorted(Comparator.comparingLong(snapshot::bornAt)).toList();
    Map<Frame, Integer> votes = new LinkedHashMap<>();
    for (int node : byAge.subList(byAge.size() * 3 / 4, byAge.size())) {
      frameByNode.apply(node).ifPresent(frame -> votes.merge(frame, 1, Integer::sum));
    }
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** The sizes of all that would die with them, each object once. */
  private long retainedSize(Survivors survivors) {
    Map<Integer, Boolean> isBelow = new HashMap<>();
    survivors.members().forEach(node -> isBelow.put(node, true));
    long sum = 0;
    for (int node : survivors.members()) {
      if (!isBelow(heap.dominators().of(node), isBelow)) {
        sum += retainedSizeByNode[node];
      }
    }
    return sum;
  }

  /** Whether a node is a survivor or is dominated by one; remembers what it learns. */
  private boolean isBelow(int node, Map<Integer, Boolean> known) {
    int at = node;
    while (at >= 0 && !known.containsKey(at)) {
      at = heap.dominators().of(at);
    }
    boolean answer = at >= 0 && known.get(at);
    for (int seen = node; seen >= 0 && !known.containsKey(seen); ) {
      known.put(seen, answer);
      seen = heap.dominators().of(seen);
    }
    return answer;
  }

  /** Whose is what holds on: the class nearest to the suspect reference that is not the JDK's. */
  private Origin origin(List<PathStep> path, Optional<Frame> storedAt) {
    String owner = "";
    for (PathStep step : path) {
      for (String name : List.of(step.referrer(), declaringClass(step.reference()))) {
        if (!name.isEmpty() && name.indexOf('.') > 0 && !ClassNames.isJdk(name)) {
          owner = name;
        }
      }
      if (step.isSuspect()) {
        break;
      }
    }
    if (owner.isEmpty()) {
      owner = storedAt.flatMap(Frame::nearestApplicationFrame).map(Frame::className).orElse(owner);
    }
    return !owner.isEmpty() && library.names(owner) ? Origin.LIBRARY : Origin.APPLICATION;
  }

  private static String declaringClass(String reference) {
    int dot = reference.lastIndexOf('.');
    return dot < 0 ? "" : reference.substring(0, dot);
  }
}
