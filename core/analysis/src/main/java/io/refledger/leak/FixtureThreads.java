package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import io.refledger.graph.HeapView;
import io.refledger.graph.IncomingEdges;
import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.TypeProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The threads that a fixture has started: a server that a test tool keeps for all tests.
 *
 * <p>A running thread holds what it runs, and nobody else need hold it. If a test tool's object
 * leads to the thread all the same, then the tool will end it.
 */
final class FixtureThreads {
  /** A thread group and its array, of which the group may not be known. */
  private static final Set<String> GROUP = Set.of("java.lang.ThreadGroup", "[Ljava.lang.Thread;");

  private final Snapshot snapshot;
  private final LibraryPatterns tools;
  private final long since;
  private final TypeProperty isGroup = new TypeProperty(type -> GROUP.contains(type.className()));

  /**
   * Those of a snapshot.
   *
   * @param tools the classes that keep fixtures
   * @param since older threads are the test's neither way
   */
  FixtureThreads(Snapshot snapshot, LibraryPatterns tools, long since) {
    this.snapshot = snapshot;
    this.tools = tools;
    this.since = since;
  }

  /** Their nodes. */
  BitSet nodes(BitSet leftOut) {
    int[] young =
        snapshot.threads().stream().mapToInt(RunningThread::node).filter(this::isYoung).toArray();
    BitSet nodes = new BitSet();
    if (young.length > 0) {
      BitSet all = withGroups(leftOut);
      Arrays.stream(young).forEach(all::set);
      HeapView heap = HeapView.withoutFrames(snapshot, since, all);
      HoldingPaths holding = new HoldingPaths(heap, since);
      Arrays.stream(young).filter(node -> isTools(heap, holding, node)).forEach(nodes::set);
    }
    return nodes;
  }

  private boolean isYoung(int node) {
    return node >= 0 && snapshot.bornAt(node) >= since;
  }

  /** Up to JDK 20 a group refers to the threads that run in it. */
  private BitSet withGroups(BitSet leftOut) {
    BitSet all = (BitSet) leftOut.clone();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (isGroup.of(snapshot.type(node))) {
        all.set(node);
      }
    }
    return all;
  }

  /** Whether a test tool's object leads to the thread. */
  private boolean isTools(HeapView heap, HoldingPaths holding, int node) {
    IncomingEdges incoming = heap.incoming();
    for (int place = incoming.first(node); place < incoming.first(node + 1); place++) {
      int referrer = incoming.referrer(place);
      if (heap.paths().isReached(referrer)) {
        List<PathStep> path = holding.pathBy(referrer, node, snapshot.bornAt(node));
        int context = snapshot.storeContext(incoming.edge(place));
        if (tools.ownerOf(path, snapshot.frame(context)) == Origin.LIBRARY) {
          return true;
        }
      }
    }
    return false;
  }
}
