package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.api.Gc;
import io.refledger.api.GcCallback;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The list of callbacks, which is {@code gc.callbacks}; what is expected was seen in CPython. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public class GcCallbacksTest {
  static class Node {
    Object next;
  }

  static {
    WovenHeap.shape(Object.class, Node.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");

  private final WovenHeap heap = new WovenHeap();
  private final List<String> told = new ArrayList<>();
  private final List<GcCallback> added = new ArrayList<>();

  @BeforeAll
  static void connect() {
    WovenHeap.connect();
    Gc.collect();
  }

  @AfterEach
  void removeCallbacks() {
    added.forEach(Gc::removeCallback);
  }

  private GcCallback add(GcCallback callback) {
    added.add(callback);
    Gc.addCallback(callback);
    return callback;
  }

  private GcCallback telling(String name) {
    return (phase, info) -> told.add(name + " " + phase);
  }

  @Test
  void callbacks_should_be_told_of_generation_and_result_in_their_order() {
    // a -> b -> a
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    heap.put(a, b, NEXT, () -> a.next = b);
    heap.put(b, a, NEXT, () -> b.next = a);
    heap.drop(a, b);
    for (String name : List.of("first", "second")) {
      add((phase, info) -> told.add(name + " " + phase + " " + info));
    }

    Gc.collect(1);

    String start = " START Info[generation=1, collected=0, uncollectable=0]";
    String stop = " STOP Info[generation=1, collected=2, uncollectable=0]";
    assertThat(told)
        .containsExactly("first" + start, "second" + start, "first" + stop, "second" + stop);
  }

  @Test
  void callback_added_by_a_callback_should_be_told_of_the_same_start() {
    GcCallback second = telling("second");
    add(
        (phase, info) -> {
          told.add("first " + phase);
          if (phase == GcCallback.Phase.START) add(second);
        });

    Gc.collect(0);

    assertThat(told).containsExactly("first START", "second START", "first STOP", "second STOP");
  }

  @Test
  void callback_that_removes_itself_should_hide_the_next_one_from_this_phase() {
    GcCallback[] self = new GcCallback[1];
    self[0] =
        add(
            (phase, info) -> {
              told.add("first " + phase);
              Gc.removeCallback(self[0]);
            });
    add(telling("second"));

    Gc.collect(0);

    assertThat(told).containsExactly("first START", "second STOP");
  }

  @Test
  void callback_that_throws_should_not_keep_the_others_from_being_told() {
    add(
        (phase, info) -> {
          throw new IllegalStateException("from a callback");
        });
    add(telling("second"));

    Gc.collect(0);

    assertThat(told).containsExactly("second START", "second STOP");
  }

  @Test
  void callback_added_twice_should_be_told_twice_and_removed_one_by_one() {
    GcCallback callback = telling("it");
    add(callback);
    add(callback);
    Gc.collect(0);
    assertThat(told).containsExactly("it START", "it START", "it STOP", "it STOP");

    assertThat(Gc.removeCallback(callback)).isTrue();
    assertThat(Gc.removeCallback(callback)).isTrue();
    assertThat(Gc.removeCallback(callback)).isFalse();
  }

  @Test
  void callback_should_not_be_able_to_start_a_collection() {
    List<Integer> inner = new ArrayList<>();
    add((phase, info) -> inner.add(Gc.collect()));

    Gc.collect(0);

    assertThat(inner).containsExactly(0, 0);
  }
}
