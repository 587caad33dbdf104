package io.refledger.rt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.api.Checkpoint;
import io.refledger.api.Debug;
import io.refledger.api.Gc;
import io.refledger.api.GcStats;
import io.refledger.api.Refs;
import io.refledger.api.Tracked;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The face of {@code gc}: debugging flags and their output, objects, settings. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public class CollectorFaceTest {
  static class Node {
    Object next;
  }

  static {
    WovenHeap.shape(Object.class, Node.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");

  private final WovenHeap heap = new WovenHeap();

  @BeforeAll
  static void connect() {
    WovenHeap.connect();
  }

  @BeforeEach
  void collect() {
    Gc.collect();
  }

  @AfterEach
  void clearDebug() {
    Gc.setDebug(Set.of());
    Gc.clearGarbage();
  }

  private Node node() {
    return heap.make(Node::new);
  }

  private void link(Node from, Node to) {
    heap.put(from, to, NEXT, () -> from.next = to);
  }

  private Node selfLoop() {
    Node a = node();
    link(a, a);
    return a;
  }

  private static Tracked handle(Object object) {
    return Refs.tracked(object).orElseThrow();
  }

  private static List<String> linesOnStderr(Runnable action) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(UTF_8).lines().toList();
  }

  @Test
  void stats_should_be_printed_as_cpython_does() {
    Node a = selfLoop();
    Node old = node();
    Gc.collect(0);
    heap.drop(a);
    Node young = node();
    String sizes =
        " %d %d %d"
            .formatted(Gc.getObjects(0).size(), Gc.getObjects(1).size(), Gc.getObjects(2).size());
    Gc.setDebug(Set.of(Debug.STATS));

    List<String> lines = linesOnStderr(() -> Gc.collect(1));

    assertThat(lines.subList(0, 3))
        .containsExactly(
            "gc: collecting generation 1...",
            "gc: objects in each generation:" + sizes,
            "gc: objects in permanent generation: 0");
    assertThat(lines.get(3))
        .matches("gc: done, 1 unreachable, 0 uncollectable, \\d+\\.\\d{4}s elapsed");
    assertThat(lines).hasSize(4);
    heap.drop(old, young);
  }

  @Test
  void collectable_objects_should_be_printed_with_their_serials() {
    Node a = node();
    Node b = node();
    link(a, b);
    link(b, a);
    List<String> expected = new ArrayList<>();
    for (Node node : List.of(a, b)) {
      String serial = Long.toHexString(handle(node).serial());
      expected.add("gc: collectable <" + Node.class.getName() + " 0x" + serial + ">");
    }
    heap.drop(a, b);
    Gc.setDebug(Set.of(Debug.COLLECTABLE));

    assertThat(linesOnStderr(() -> Gc.collect(0))).isEqualTo(expected);
    assertThat(Gc.getGarbage()).isEmpty();
  }

  @Test
  void leak_should_print_and_save_and_be_what_was_set() {
    Node a = selfLoop();
    Tracked handle = handle(a);
    heap.drop(a);
    Gc.setDebug(Set.of(Debug.LEAK));

    List<String> lines = linesOnStderr(() -> Gc.collect(0));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("gc: collectable <" + Node.class.getName() + " 0x");
    assertThat(Gc.getGarbage()).containsExactly(handle);
    assertThat(Gc.getDebug()).containsExactly(Debug.LEAK);
    Gc.setDebug(Set.of());
    assertThat(Gc.getDebug()).isEmpty();
    Gc.clearGarbage();
    assertThat(Gc.collect()).isEqualTo(1);
  }

  @Test
  void uncollectable_should_print_nothing_as_there_is_nothing_of_the_kind() {
    heap.drop(selfLoop());
    Gc.setDebug(Set.of(Debug.UNCOLLECTABLE));

    assertThat(linesOnStderr(() -> Gc.collect(0))).isEmpty();
    assertThat(Gc.getStats()).extracting(GcStats::uncollectable).containsExactly(0L, 0L, 0L);
  }

  @Test
  void output_should_be_no_part_of_the_program() {
    heap.drop(selfLoop());
    Gc.setDebug(Set.of(Debug.STATS, Debug.COLLECTABLE));
    int live = Gc.getObjects().size();

    linesOnStderr(() -> Gc.collect(0));

    assertThat(Gc.getObjects()).hasSize(live - 1);
  }

  @Test
  void saved_garbage_should_have_one_reference_more_and_be_old() {
    Node a = selfLoop();
    Tracked handle = handle(a);
    heap.drop(a);
    Gc.setDebug(Set.of(Debug.SAVEALL));

    assertThat(Gc.collect(0)).isEqualTo(1);

    assertThat(Gc.getGarbage()).containsExactly(handle);
    assertThat(handle.count()).isEqualTo(2);
    assertThat(handle.generation()).isEqualTo(1);
    Gc.setDebug(Set.of());
    Gc.clearGarbage();
    assertThat(handle.count()).isEqualTo(1);
    assertThat(Gc.collect()).isEqualTo(1);
    assertThat(handle.isAlive()).isFalse();
  }

  @Test
  void negative_threshold_should_be_refused_in_one_line() {
    assertThatThrownBy(() -> Gc.setThreshold(700, -1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold must be >= 0: threshold1=-1");
    assertThatThrownBy(() -> Gc.setThreshold(-700, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threshold must be >= 0: threshold0=-700");
  }

  @Test
  void objects_should_be_those_of_all_generations_without_the_frozen() {
    Node frozen = node();
    Gc.freeze();
    Node old = node();
    Gc.collect(1);
    Node middle = node();
    Gc.collect(0);
    Node young = node();

    assertThat(Gc.getObjects())
        .startsWith(handle(young))
        .contains(handle(middle), handle(old))
        .doesNotContain(handle(frozen));
    assertThat(Gc.getObjects().indexOf(handle(middle)))
        .isLessThan(Gc.getObjects().indexOf(handle(old)));
    assertThat(handle(frozen).generation()).isEqualTo(3);
    Gc.unfreeze();
    assertThat(Gc.getObjects()).contains(handle(frozen));
    heap.drop(frozen, old, middle, young);
  }

  @Test
  void objects_and_referrers_should_not_show_what_is_being_collected() {
    // a <-> b; a callback from outside looks around while both are being collected
    Node a = node();
    Node b = node();
    link(a, b);
    link(b, a);
    Tracked handle = handle(a);
    List<Object> seen = new ArrayList<>();
    Refs.weak(
        b,
        weak -> {
          seen.add(Gc.getObjects().contains(handle));
          seen.add(Gc.getObjects(0).contains(handle));
          seen.addAll(Refs.referrers(a));
        });
    assertThat(Refs.referrers(a)).hasSize(1);
    heap.drop(a, b);

    assertThat(Gc.collect(0)).isEqualTo(2);

    assertThat(seen).containsExactly(false, false);
  }

  @Test
  void immortal_should_be_reported_as_such_everywhere() {
    Node referrer = node();
    Node immortal = node();
    Node held = node();
    link(referrer, immortal);
    link(immortal, held);
    List<Object> called = new ArrayList<>();
    var weak = Refs.weak(immortal, called::add);

    Hooks.immortalize(immortal);

    Tracked handle = handle(immortal);
    assertThat(Refs.count(immortal)).isEqualTo(Refs.IMMORTAL);
    assertThat(handle.count()).isEqualTo(Refs.IMMORTAL);
    assertThat(handle.isAlive()).isTrue();
    assertThat(handle.generation()).isEqualTo(-1);
    assertThat(Refs.isTracked(immortal)).isFalse();
    assertThat(Gc.getObjects()).doesNotContain(handle);
    assertThat(Refs.referents(referrer)).isEmpty();
    assertThat(Refs.referrers(immortal)).isEmpty();
    assertThat(Refs.referrers(held)).hasSize(1);
    assertThat(Refs.weak(immortal, called::add).get()).isSameAs(immortal);
    heap.drop(immortal, referrer);
    Gc.collect();
    assertThat(weak.get()).isSameAs(immortal);
    assertThat(called).isEmpty();
    assertThat(Refs.count(held)).isEqualTo(1);
    heap.drop(held);
  }

  @Test
  void literal_should_be_immortal_without_a_record() {
    List<Object> called = new ArrayList<>();
    var weak = Refs.weak("literal", called::add);

    assertThat(Refs.count("literal")).isEqualTo(Refs.IMMORTAL);
    assertThat(Refs.isTracked("literal")).isFalse();
    assertThat(Refs.tracked("literal")).isEmpty();
    assertThat(Refs.referrers("literal")).isEmpty();
    assertThat(Refs.referents("literal")).isEmpty();
    assertThat(weak.get()).isEqualTo("literal");
    assertThat(weak.tracked()).isEmpty();
  }

  @Test
  void generation_should_be_none_for_what_the_detector_does_not_follow() {
    Object leaf = heap.make(Object::new);
    Node a = node();
    Tracked dead = handle(a);
    heap.drop(a);

    assertThat(handle(leaf).generation()).isEqualTo(-1);
    assertThat(dead.generation()).isEqualTo(-1);
    heap.drop(leaf);
  }

  @Test
  void callback_in_the_collection_of_a_checkpoint_should_give_birth_to_tracked_objects() {
    Node garbage = selfLoop();
    List<Node> made = new ArrayList<>();
    Refs.weak(garbage, weak -> made.add(node()));
    heap.drop(garbage);

    Checkpoint.take();

    assertThat(made).hasSize(1);
    assertThat(Refs.tracked(made.get(0))).isPresent();
    heap.drop(made.get(0));
  }

  @Test
  void detector_should_follow_all_that_has_references_and_nothing_else() {
    Object[] followed = {
      node(), heap.array(new Object[2]), heap.array(new int[2][]), heap.make(() -> new String("s"))
    };
    Object[] leaves = {
      heap.make(Object::new), heap.array(new int[2]), heap.make(() -> Integer.valueOf(70_000))
    };

    assertThat(followed).allMatch(Refs::isTracked);
    assertThat(leaves).noneMatch(Refs::isTracked);
    heap.drop(followed);
    heap.drop(leaves);
  }
}
