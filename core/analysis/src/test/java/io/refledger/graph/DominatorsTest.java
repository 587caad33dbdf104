package io.refledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.hppc.BitSet;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DominatorsTest {
  private static final BitSet NOTHING = new BitSet();

  @Test
  void node_on_the_only_way_should_dominate() {
    Heap heap = Heap.of("root -> a", "a -> b", "b -> c");
    Dominators dominators = dominators(heap.snapshot());

    assertThat(dominators.of(heap.node("c"))).isEqualTo(heap.node("b"));
    assertThat(dominators.of(heap.node("a"))).isEqualTo(Dominators.ROOT);
    assertThat(dominators.retainedSizeByNode()[heap.node("a")]).isEqualTo(48);
  }

  @Test
  void fork_should_dominate_what_both_its_ways_lead_to() {
    Heap heap = Heap.of("root -> a", "a -> b", "a -> c", "b -> d", "c -> d");
    Dominators dominators = dominators(heap.snapshot());

    assertThat(dominators.of(heap.node("d"))).isEqualTo(heap.node("a"));
    assertThat(dominators.retainedSizeByNode()[heap.node("b")]).isEqualTo(16);
    assertThat(dominators.retainedSizeByNode()[heap.node("a")]).isEqualTo(64);
  }

  @Test
  void node_with_a_root_of_its_own_should_be_dominated_by_nothing() {
    Heap heap = Heap.of("root -> a", "a -> b", "root -> b");

    assertThat(dominators(heap.snapshot()).of(heap.node("b"))).isEqualTo(Dominators.ROOT);
  }

  @Test
  void node_that_no_root_leads_to_should_retain_nothing() {
    Heap heap = Heap.of("root -> a", "b -> a");
    Dominators dominators = dominators(heap.snapshot());

    assertThat(dominators.of(heap.node("b"))).isEqualTo(Dominators.UNREACHED);
    assertThat(dominators.of(heap.node("a"))).isEqualTo(Dominators.ROOT);
    assertThat(dominators.retainedSizeByNode()[heap.node("b")]).isZero();
  }

  @Test
  void node_should_dominate_exactly_what_nothing_reaches_without_it() {
    for (long seed = 1; seed <= 300; seed++) {
      Snapshot snapshot = random(seed);
      Dominators dominators = dominators(snapshot);
      for (int node = 0; node < snapshot.objectCount(); node++) {
        BitSet lost = reached(snapshot, -1);
        lost.andNot(reached(snapshot, node));
        lost.clear(node);
        assertThat(dominatedBy(dominators, node, snapshot))
            .as("seed %d, node %d", seed, node)
            .isEqualTo(lost);
      }
    }
  }

  private static Dominators dominators(Snapshot snapshot) {
    return Dominators.of(snapshot, GraphRoots.of(snapshot), NOTHING);
  }

  private static Snapshot random(long seed) {
    Random random = new Random(seed);
    int nodes = 2 + random.nextInt(12);
    List<String> edges = new ArrayList<>();
    edges.add("root -> n0");
    for (int i = 0; i < random.nextInt(3 * nodes); i++) {
      int from = random.nextInt(nodes + 1) - 1;
      String referrer = from < 0 ? "root" : "n" + from;
      edges.add(referrer + " -> n" + random.nextInt(nodes));
    }
    return Heap.of(edges.toArray(String[]::new)).snapshot();
  }

  private static BitSet dominatedBy(Dominators dominators, int node, Snapshot snapshot) {
    BitSet dominated = new BitSet();
    for (int other = 0; other < snapshot.objectCount(); other++) {
      int above = dominators.of(other);
      while (above >= 0 && above != node) {
        above = dominators.of(above);
      }
      if (above == node) {
        dominated.set(other);
      }
    }
    return dominated;
  }

  /** What roots lead to without passing {@code removed}. */
  private static BitSet reached(Snapshot snapshot, int removed) {
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    snapshot.staticEdges().forEach(edge -> open.push(edge.referent()));
    while (!open.isEmpty()) {
      int node = open.pop();
      if (node == removed || reached.get(node)) {
        continue;
      }
      reached.set(node);
      for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
        open.push(snapshot.referent(edge));
      }
    }
    return reached;
  }
}
