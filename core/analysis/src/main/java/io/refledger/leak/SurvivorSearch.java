package io.refledger.leak;

import io.refledger.graph.GraphRoots;
import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds what holds objects that a test asserts dead.
 *
 * <p>Of objects that hold each other only the outermost ones are told: with them the others go.
 * What no way leads to that counts (the test instance may hold anything) is no survivor; nor is
 * what the JVM or the JDK keeps when a call is linked, or an enum first used.
 */
public final class SurvivorSearch {
  private final long since;
  private final List<Finding> firstUse = new ArrayList<>();
  private final HeapView heap;
  private final LibraryPatterns library;
  private final HeapTexts texts;

  /**
   * A search.
   *
   * @param leftOut slots of what may hold anything
   * @param beganAt the birth clock at which the test began
   * @param library whose classes may hold what a test has made, and the threads that hold it
   */
  public SurvivorSearch(
      Snapshot snapshot, BitSet leftOut, int beganAt, LibraryPatterns library, HeapTexts texts) {
    this.since = snapshot.instant(beganAt);
    this.heap = heap(snapshot, nodes(snapshot, leftOut), library);
    this.library = library;
    this.texts = texts;
  }

  /** Where a fixture's thread runs, its frames may hold what was made since. */
  private HeapView heap(
      Snapshot snapshot, com.carrotsearch.hppc.BitSet leftOut, LibraryPatterns library) {
    com.carrotsearch.hppc.BitSet threads =
        new FixtureThreads(snapshot, library, since).nodes(leftOut);
    if (threads.isEmpty()) {
      return HeapView.without(snapshot, leftOut);
    }
    leftOut.or(threads);
    return HeapView.withoutFrames(snapshot, since, leftOut);
  }

  /**
   * Read this first. The findings: one for each class, method that allocated, and way by which the
   * objects are held.
   *
   * @param asserted slots of objects that should have died
   */
  public List<Finding> search(BitSet asserted, String test) {
    Snapshot snapshot = heap.snapshot();
    com.carrotsearch.hppc.BitSet outermost = outermost(nodes(snapshot, asserted));
    if (outermost.isEmpty()) {
      return List.of();
    }
    PathShapes shapes = new PathShapes(snapshot, heap.roots(), heap.paths());
    GrowthFindings findings =
        new GrowthFindings(heap, library, shapes, texts, new HoldingPaths(heap, since));
    Linkage linkage = new Linkage(heap);
    List<Finding> found = new ArrayList<>();
    for (Survivors survivors : SurvivorGroups.of(heap, outermost, shapes)) {
      if (!linkage.made(survivors)) {
        List<Finding> to = isFirstUse(survivors.first()) ? firstUse : found;
        to.add(findings.survivor(survivors, test));
      }
    }
    return found;
  }

  /**
   * What the searches found that hangs on a static field which the initialiser of its class has set
   * since the test began: the test was the first to use the class.
   */
  public List<Finding> firstUse() {
    return List.copyOf(firstUse);
  }

  private boolean isFirstUse(int node) {
    int root = heap.paths().pathTo(node).get(0);
    if (heap.roots().kind(root) != GraphRoots.Kind.STATIC) {
      return false;
    }
    boolean isSetByInitialiser =
        heap.snapshot()
            .frame(heap.roots().staticEdge(root).storeContext())
            .filter(frame -> frame.method().equals("<clinit>"))
            .isPresent();
    return isSetByInitialiser && heap.snapshot().bornAt(root) >= since;
  }

  /** The reached ones whose path leads through no other one. */
  private com.carrotsearch.hppc.BitSet outermost(com.carrotsearch.hppc.BitSet asserted) {
    com.carrotsearch.hppc.BitSet outermost = new com.carrotsearch.hppc.BitSet();
    com.carrotsearch.hppc.BitSet below = new com.carrotsearch.hppc.BitSet();
    for (int place = 0; place < heap.paths().reachedCount(); place++) {
      int node = heap.paths().reachedNode(place); // after its referrer
      int referrer = heap.paths().isRoot(node) ? -1 : heap.paths().referrer(node);
      boolean isBelow = referrer >= 0 && (below.get(referrer) || asserted.get(referrer));
      if (isBelow) {
        below.set(node);
      } else if (asserted.get(node) && !isHeldForTheJvm(node)) {
        outermost.set(node);
      }
    }
    return outermost;
  }

  /**
   * Softly, or by a class mirror, where the JVM keeps the constants of an enum when it is first
   * asked for them; or not dying at all.
   */
  private boolean isHeldForTheJvm(int node) {
    Snapshot snapshot = heap.snapshot();
    if (heap.paths().isSoft(node) || snapshot.isImmortal(node)) {
      return true;
    }
    int root = heap.paths().pathTo(node).get(0);
    return root != node && snapshot.type(root).className().equals("java.lang.Class");
  }

  private static com.carrotsearch.hppc.BitSet nodes(Snapshot snapshot, BitSet slots) {
    com.carrotsearch.hppc.BitSet nodes = new com.carrotsearch.hppc.BitSet();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (slots.get(snapshot.slot(node))) {
        nodes.set(node);
      }
    }
    return nodes;
  }
}
