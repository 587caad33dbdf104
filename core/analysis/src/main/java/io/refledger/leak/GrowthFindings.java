package io.refledger.leak;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.cursors.IntIntCursor;
import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Makes a finding of survivors that grow. */
final class GrowthFindings {
  private static final byte UNKNOWN = 0;
  private static final byte ABOVE = 1;
  private static final byte BELOW = 2;

  private final HeapView heap;
  private final Snapshot snapshot;
  private final LibraryPatterns library;
  private final HoldingPaths holding;
  private final WaySearch ways;
  private final HolderNames names;
  private final OpenResources open;
  private final long[] retainedSizeByNode;

  GrowthFindings(HeapView heap, LibraryPatterns library, PathShapes shapes, HeapTexts texts) {
    this(heap, library, shapes, texts, new HoldingPaths(heap));
  }

  /** Findings about what is shown by these paths. */
  GrowthFindings(
      HeapView heap,
      LibraryPatterns library,
      PathShapes shapes,
      HeapTexts texts,
      HoldingPaths holding) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.library = library;
    this.holding = holding;
    this.ways = new WaySearch(heap, shapes, holding);
    this.names = new HolderNames(heap, texts);
    this.open = new OpenResources(heap);
    this.retainedSizeByNode = heap.dominators().retainedSizeByNode();
  }

  /** Read this first. The open resources among survivors are the finding if they grow alone. */
  Finding finding(Survivors survivors, Cohorts cohorts) {
    return open.growingPart(survivors, cohorts)
        .map(part -> finding(part, FindingKind.RESOURCE))
        .orElseGet(() -> finding(survivors, FindingKind.GROWTH));
  }

  /** What a test asserts dead, as a finding. */
  Finding survivor(Survivors survivors, String test) {
    return finding(survivors, FindingKind.SURVIVOR).survivorOf(test);
  }

  private Finding finding(Survivors survivors, FindingKind kind) {
    boolean isResource = kind == FindingKind.RESOURCE;
    int shown = shown(survivors);
    String className = snapshot.type(shown).className();
    Optional<Frame> allocatedAt = newest(survivors, snapshot::allocationContext);
    Optional<Frame> storedAt = newest(survivors, holding::storeContext);
    List<PathStep> path = holding.path(shown, oldest(survivors), storedAt);
    String suspect = holding.suspect(shown, oldest(survivors));
    return new Finding(
        Fingerprint.of(kind, className, suspect, allocatedAt),
        kind,
        library.ownerOf(path, storedAt.or(() -> allocatedAt)),
        ClassNames.readable(className),
        survivors.count(),
        Arrays.stream(survivors.countByCohort()).boxed().toList(),
        survivors.bytes(),
        retainedSize(survivors),
        allocatedAt,
        storedAt,
        Optional.empty(),
        Optional.empty(),
        isResource ? open.wraps(shown) : List.of(),
        Optional.empty(),
        path,
        Optional.empty(),
        false,
        isResource
            ? GrowthAdvice.ofResource(className, closer(shown), path, storedAt)
            : GrowthAdvice.of(className, path, storedAt),
        ways.ways(survivors, shown, oldest(survivors), storedAt)
            .withHolderNames(holderNames(shown, oldest(survivors))));
  }

  private List<HolderName> holderNames(int shown, long oldest) {
    int holder = holding.suspectHolder(shown, oldest);
    return holder < 0 ? List.of() : names.names(holder, oldest);
  }

  private String closer(int node) {
    return snapshot.closer(snapshot.type(node)).orElse("close");
  }

  /** The member that is shown for all: of those with the shortest path the oldest. */
  private int shown(Survivors survivors) {
    int shown = survivors.first();
    for (int node : survivors.members()) {
      int shorter = heap.paths().pathLength(shown) - heap.paths().pathLength(node);
      boolean isOlder = snapshot.bornAt(node) < snapshot.bornAt(shown);
      if (shorter > 0 || (shorter == 0 && isOlder)) {
        shown = node;
      }
    }
    return shown;
  }

  private long oldest(Survivors survivors) {
    long oldest = Long.MAX_VALUE;
    for (int node : survivors.members()) {
      oldest = Math.min(oldest, snapshot.bornAt(node));
    }
    return oldest;
  }

  /**
   * What most of the newest quarter have: what is older may have been moved since.
   *
   * @param contextByNode 0 is none
   */
  private Optional<Frame> newest(Survivors survivors, IntUnaryOperator contextByNode) {
    int[] members = survivors.members();
    long[] births = new long[members.length];
    for (int i = 0; i < members.length; i++) {
      births[i] = snapshot.bornAt(members[i]);
    }
    Arrays.sort(births);
    long newest = births[births.length * 3 / 4];
    IntIntHashMap votes = new IntIntHashMap();
    for (int node : members) {
      if (snapshot.bornAt(node) >= newest) {
        votes.addTo(contextByNode.applyAsInt(node), 1);
      }
    }
    return mostVoted(votes);
  }

  /** Contexts may have one frame in common; of frames with as many votes the first by name. */
  private Optional<Frame> mostVoted(IntIntHashMap votesByContext) {
    Map<Frame, Integer> votes = new HashMap<>();
    for (IntIntCursor context : votesByContext) {
      snapshot
          .frame(context.key)
          .ifPresent(frame -> votes.merge(frame, context.value, Integer::sum));
    }
    return votes.entrySet().stream()
        .min(
            Map.Entry.<Frame, Integer>comparingByValue()
                .reversed()
                .thenComparing(vote -> vote.getKey().toString())
                .thenComparing(vote -> vote.getKey().calledFrom().toString()))
        .map(Map.Entry::getKey);
  }

  /** The sizes of all that would die with them, each object once. */
  private long retainedSize(Survivors survivors) {
    int[] members = survivors.members();
    byte[] relationByNode = new byte[snapshot.objectCount()];
    for (int node : members) {
      relationByNode[node] = BELOW;
    }
    long sum = 0;
    for (int node : members) {
      if (!isBelow(heap.dominators().of(node), relationByNode)) {
        sum += retainedSizeByNode[node];
      }
    }
    return sum;
  }

  /** Whether a node is a survivor or is dominated by one; remembers what it learns. */
  private boolean isBelow(int node, byte[] relationByNode) {
    int at = node;
    while (at >= 0 && relationByNode[at] == UNKNOWN) {
      at = heap.dominators().of(at);
    }
    byte answer = at >= 0 ? relationByNode[at] : ABOVE;
    for (int seen = node; seen >= 0 && relationByNode[seen] == UNKNOWN; ) {
      relationByNode[seen] = answer;
      seen = heap.dominators().of(seen);
    }
    return answer == BELOW;
  }
}
