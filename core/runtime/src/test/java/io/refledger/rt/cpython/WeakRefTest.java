package io.refledger.rt.cpython;

import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.api.Gc;
import io.refledger.api.GcCallback;
import io.refledger.api.Refs;
import io.refledger.api.WeakRef;
import io.refledger.api.WeakRefs;
import io.refledger.rt.Installation;
import io.refledger.rt.WovenHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The rows of test_weakref that are about WeakRef; the table is {@link WeakReferenceTest}'s. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WeakRefTest {
  static class Node {
    Object next;
    Object weak;
  }

  /** A callback that refers to an object of the program. */
  static final class Captures implements Consumer<WeakRef<Object>> {
    final Object captured;
    final List<Object> called;

    Captures(Object captured, List<Object> called) {
      this.captured = captured;
      this.called = called;
    }

    @Override
    public void accept(WeakRef<Object> weak) {
      called.add(weak);
    }
  }

  static {
    WovenHeap.shape(Object.class, Node.class, Captures.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");
  private static final int WEAK = WovenHeap.storeSite(Node.class, "weak");

  private final WovenHeap woven = new WovenHeap();

  @BeforeAll
  static void connect() {
    WovenHeap.connect();
  }

  private void link(Node from, Node to) {
    woven.put(from, to, NEXT, () -> from.next = to);
  }

  private void keep(Node node, WeakRef<?> weak) {
    woven.put(node, weak, WEAK, () -> node.weak = weak);
  }

  /** A callback whose reference to {@code captured} is in the books. */
  private Captures callback(Object captured, List<Object> called) {
    Captures callback = woven.make(() -> new Captures(captured, called));
    woven.put(callback, captured, WovenHeap.storeSite(Captures.class, "captured"), () -> {});
    return callback;
  }

  @Test
  void cycle_through_reference_and_callback_should_be_collected_without_calling_back() {
    // node -> node, node -> weak -> callback -> node
    Gc.collect();
    List<Object> called = new ArrayList<>();
    Node node = woven.make(Node::new);
    link(node, node);
    Captures callback = callback(node, called);
    WeakRef<Object> weak = WeakRefs.make(woven, node, callback);
    keep(node, weak);
    assertThat(refs(callback)).isEqualTo(1);
    long droppedStores = Installation.LEDGER.totals().droppedStores();
    woven.drop(callback, weak, node);

    assertThat(Gc.collect()).isEqualTo(3);

    assertThat(Installation.LEDGER.totals().droppedStores()).isEqualTo(droppedStores);

    assertThat(called).isEmpty();
    assertThat(weak.get()).isNull();
    assertThat(isAlive(node) || isAlive(weak) || isAlive(callback)).isFalse();
  }

  @Test
  void callback_should_be_held_by_its_reference_until_it_has_run() {
    List<Object> called = new ArrayList<>();
    Node node = woven.make(Node::new);
    Captures callback = callback(called, called);
    WeakRef<Object> weak = WeakRefs.make(woven, node, callback);
    woven.drop(callback);
    assertThat(Refs.referrers(callback)).hasSize(1);
    assertThat(Refs.referrers(callback).get(0).reference())
        .isEqualTo("io.refledger.api.WeakRef#callback");

    woven.drop(node);

    assertThat(called).containsExactly(weak);
    assertThat(isAlive(callback)).isFalse();
    woven.drop(weak);
  }

  @Test
  void reference_whose_birth_collects_should_refer_to_its_object() {
    Gc.collect();
    Node garbage = woven.make(Node::new);
    link(garbage, garbage);
    Node node = woven.make(Node::new);
    woven.drop(garbage);
    List<Integer> collected = new ArrayList<>();
    GcCallback callback =
        (phase, info) -> {
          if (phase == GcCallback.Phase.STOP) collected.add(info.collected());
        };
    int[] thresholds = Gc.getThreshold();
    Gc.addCallback(callback);
    Gc.setThreshold(1, 1, 1);
    Gc.enable();

    WeakRef<Node> weak = WeakRefs.make(woven, node, null);

    Gc.disable();
    Gc.setThreshold(thresholds[0], thresholds[1], thresholds[2]);
    Gc.removeCallback(callback);
    assertThat(collected).containsExactly(1);
    assertThat(weak.get()).isSameAs(node);
    woven.drop(node);
    assertThat(weak.get()).isNull();
    woven.drop(weak);
  }

  @Test
  void dead_reference_should_keep_its_identity_and_hash() {
    Node node = woven.make(Node::new);
    WeakRef<Node> weak = Refs.weak(node, null);
    WeakRef<Node> other = Refs.weak(node, null);
    int hash = weak.hashCode();

    woven.drop(node);

    assertThat(weak.hashCode()).isEqualTo(hash);
    assertThat(weak).isNotEqualTo(other);
    assertThat(List.of(other, weak).indexOf(weak)).isEqualTo(1);
  }

  @Test
  void finalization_by_callback_should_happen_once_or_never_once_it_was_called_off() {
    // weakref.finalize: the callback runs at the death, or never once it was called off
    Node dies = woven.make(Node::new);
    Node calledOff = woven.make(Node::new);
    List<String> ran = new ArrayList<>();
    WeakRef<Node> first = Refs.weak(dies, weak -> ran.add("dies"));
    WeakRef<Node> second = Refs.weak(calledOff, weak -> ran.add("called off"));

    second.clear();
    woven.drop(dies, calledOff);
    first.clear();

    assertThat(ran).containsExactly("dies");
  }

  @Test
  void finalizations_of_one_object_should_run_newest_first() {
    Node node = woven.make(Node::new);
    List<Integer> ran = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      Refs.weak(node, weak -> ran.add(number));
    }

    woven.drop(node);

    assertThat(ran).containsExactly(2, 1, 0);
  }
}
