package io.refledger.rt.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.Context;
import io.refledger.rt.Heap;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.WeakCallback;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * test_weakref.
 *
 * <pre>
 * test_basic_ref:
 *     reference_should_be_dead_from_the_death_of_its_referent_on
 * test_basic_callback, test_cfunction:
 *     every_callback_should_run_once_however_often_the_reference_is_asked
 * test_multiple_callbacks:
 *     recorded vector named-weakref-callbacks-newest-first
 *     every_callback_should_run_once_however_often_the_reference_is_asked
 * test_multiple_selfref_callbacks:
 *     callback_that_drops_the_other_reference_should_silence_it
 *     reference_made_in_a_callback_should_not_be_taken_for_one_that_the_callback_dropped
 * test_ref_reuse, test_shared_ref_without_callback:
 *     not portable: every WeakRef is an object of its own, which nobody can tell but by ==
 * test_getweakrefcount, test_getweakrefs:
 *     not portable: the API has no list of the weak references to an object
 * test_callbacks_protected:
 *     FaceTest.callback_should_run_with_the_registers_set_aside
 * test_sf_bug_840829:
 *     callback_that_allocates_should_run_once_although_every_birth_collects
 * test_callback_in_cycle:
 *     callback_of_a_reference_that_is_garbage_itself_should_not_run
 *     WeakRefTest.cycle_through_reference_and_callback_should_be_collected_without_calling_back
 * test_callback_reachable_one_way:
 *     callback_should_not_run_when_the_reference_reaches_its_referent_one_way_only
 * test_callback_different_classes:
 *     callback_of_a_living_reference_should_run_beside_one_that_is_garbage
 * test_callback_in_cycle_resurrection:
 *     callback_should_find_no_way_back_to_the_garbage
 *     recorded vector named-weakref-callbacks-in-cycle
 * test_callbacks_on_callback:
 *     callback_on_a_callback_that_is_garbage_should_run_for_a_reference_from_outside
 * test_gc_during_ref_creation:
 *     WeakRefTest.reference_whose_birth_collects_should_refer_to_its_object
 * test_ref_created_during_del:
 *     reference_made_by_the_finalizer_should_be_dead_after_a_death_by_count
 *     reference_made_by_the_finalizer_should_be_dead_before_any_garbage_is_torn_down
 * test_trashcan_16602:
 *     callbacks_of_a_deep_cascade_should_never_be_given_a_dead_object
 * test_callback_attribute, test_callback_attribute_after_deletion:
 *     WeakRefTest.callback_should_be_held_by_its_reference_until_it_has_run
 * test_set_callback_attribute, test_constructor_kwargs, test_init, test_classes:
 *     not portable: what a Python attribute, argument or class object is
 * test_hashing, test_equality:
 *     WeakRefTest.dead_reference_should_keep_its_identity_and_hash
 * test_ordering:
 *     not portable: a WeakRef has no order
 * test_callback_gcs:
 *     callback_should_be_able_to_collect
 * test_repr_failure_gh99184:
 *     not portable: the text of a WeakRef asks nothing of its referent
 * test_proxy_*, test_basic_proxy, test_shared_proxy_*, test_callable_proxy, test_newstyle_*:
 *     not portable: proxies are part of Python's object protocol
 * test_gc_during_proxy_creation:
 *     not portable: as the proxies
 * SubclassableWeakrefTestCase, WeakMethodTestCase:
 *     not portable: WeakRef is final, and bound methods are no objects here
 * FinalizeTestCase.test_finalize:
 *     WeakRefTest.finalization_by_callback_should_happen_once_or_never_once_it_was_called_off
 * FinalizeTestCase.test_order, FinalizeTestCase.test_all_freed:
 *     WeakRefTest.finalizations_of_one_object_should_run_newest_first
 * FinalizeTestCase.test_arg_errors, FinalizeTestCase.test_atexit:
 *     not portable: the API has no finalizer that runs at exit
 * MappingTestCase.test_weak_keyed_len_cycles, MappingTestCase.test_weak_valued_len_cycles:
 *     weak_map_should_have_lost_its_keys_after_the_collection_of_their_cycles
 * MappingTestCase.test_weak_keyed_cascading_deletes:
 *     weak_map_should_be_empty_after_deaths_that_cascade_through_its_values
 * MappingTestCase, all others:
 *     not portable: the behaviour of Python's weak dictionaries, of which we have none
 * (documentation of weakref.ref):
 *     dead_reference_should_not_call_back_when_its_referent_dies_later
 * (bpo-38006, test_trash_weakref_clear of test_gc):
 *     reference_in_garbage_should_not_call_back_for_a_leaf_that_the_detector_does_not_see
 *     reference_in_garbage_should_not_call_back_for_what_a_finalizer_drops
 * </pre>
 *
 * A weak reference that a finalizer makes to garbage is dead before any garbage is torn down, and
 * its callback does not run: so in CPython since 3.13, while 3.11 still called it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WeakReferenceTest {
  private static final int DEPTH = 100_000;

  /** A weak reference that is an object of the heap itself. */
  private record Owned(int owner, Runnable whenCleared) implements WeakCallback {
    @Override
    public void cleared(int handle) {
      whenCleared.run();
    }
  }

  @Test
  void reference_should_be_dead_from_the_death_of_its_referent_on() {
    try (var heap = Heap.of("root -> a")) {
      int weak = heap.ledger.weak(heap.slot("a"), null);
      assertThat(heap.ledger.weakTarget(weak)).isEqualTo(heap.slot("a"));

      heap.drop("root");

      assertThat(heap.ledger.weakTarget(weak)).isZero();
    }
  }

  @Test
  void every_callback_should_run_once_however_often_the_reference_is_asked() {
    try (var heap = Heap.of("root -> a")) {
      var called = new ArrayList<Integer>();
      int first = heap.ledger.weak(heap.slot("a"), called::add);
      int second = heap.ledger.weak(heap.slot("a"), called::add);

      heap.drop("root");
      heap.collect(2);

      assertThat(called).containsExactly(second, first);
    }
  }

  @Test
  void callback_that_drops_the_other_reference_should_silence_it() {
    try (var heap = Heap.of("root -> a")) {
      var called = new ArrayList<String>();
      int old = heap.ledger.weak(heap.slot("a"), handle -> called.add("old"));
      heap.ledger.weak(
          heap.slot("a"),
          handle -> {
            called.add("new");
            heap.ledger.dropWeak(old);
          });

      heap.drop("root");

      assertThat(called).containsExactly("new");
    }
  }

  @Test
  void reference_made_in_a_callback_should_not_be_taken_for_one_that_the_callback_dropped() {
    try (var heap = Heap.of("root -> a", "root2 -> b")) {
      var called = new ArrayList<String>();
      int[] handles = new int[2];
      handles[0] = heap.ledger.weak(heap.slot("a"), handle -> called.add("dropped"));
      heap.ledger.weak(
          heap.slot("a"),
          handle -> {
            heap.ledger.dropWeak(handles[0]);
            handles[1] = heap.ledger.weak(heap.slot("b"), h -> called.add("b died"));
          });

      heap.drop("root");

      assertThat(handles[1]).isEqualTo(handles[0]);
      assertThat(called).isEmpty();
      assertThat(heap.ledger.weakTarget(handles[1])).isEqualTo(heap.slot("b"));
      heap.drop("root2");
      assertThat(called).containsExactly("b died");
    }
  }

  @Test
  void callback_that_allocates_should_run_once_although_every_birth_collects() {
    var config = LedgerConfig.defaults().withMaxBytes(8 << 20).withThresholds(1, 1, 1);
    try (var heap = Heap.of(config, "root -> a", "a -> b")) {
      var called = new ArrayList<Integer>();
      var born = new ArrayList<Integer>();
      heap.ledger.weak(
          heap.slot("a"),
          handle -> {
            called.add(handle);
            for (int i = 0; i < 10; i++) born.add(heap.born(0));
          });
      long before = heap.ledger.detector().stats(0).collections();

      heap.drop("root");

      assertThat(called).hasSize(1);
      assertThat(heap.deaths()).containsExactly("a", "b");
      assertThat(heap.ledger.detector().stats(0).collections()).isGreaterThan(before);
      for (int slot : born) heap.ledger.unpin(slot, heap.c, 1);
    }
  }

  @Test
  void callback_of_a_reference_that_is_garbage_itself_should_not_run() {
    // a -> a, a -> weak; weak refers to a
    try (var heap = Heap.of("root -> a", "a -> a", "a -> weak")) {
      var called = new ArrayList<String>();
      int weak =
          heap.ledger.weak(
              heap.slot("a"), new Owned(heap.slot("weak"), () -> called.add("callback")));
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(2);

      assertThat(called).isEmpty();
      assertThat(heap.ledger.weakTarget(weak)).isZero();
    }
  }

  @Test
  void callback_should_not_run_when_the_reference_reaches_its_referent_one_way_only() {
    // I -> weak of J, I -> J; J -> J keeps itself alive
    try (var heap = Heap.of("root -> i", "i -> i", "i -> weak", "i -> j", "j -> j")) {
      var called = new ArrayList<String>();
      heap.ledger.weak(heap.slot("j"), new Owned(heap.slot("weak"), () -> called.add("j")));
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(3);

      assertThat(called).isEmpty();
    }
  }

  @Test
  void callback_of_a_living_reference_should_run_beside_one_that_is_garbage() {
    // outside lives, inside is garbage; both refer to a
    try (var heap = Heap.of("root -> a", "a -> a", "a -> inside", "root2 -> outside")) {
      var called = new ArrayList<String>();
      int a = heap.slot("a");
      heap.ledger.weak(a, new Owned(heap.slot("outside"), () -> called.add("outside")));
      heap.ledger.weak(a, new Owned(heap.slot("inside"), () -> called.add("inside")));
      heap.drop("root");

      heap.collect(2);

      assertThat(called).containsExactly("outside");
      heap.drop("root2");
    }
  }

  @Test
  void callback_on_a_callback_that_is_garbage_should_run_for_a_reference_from_outside() {
    // c -> c, c -> callback, c -> weak; weak is garbage, onCallback stands outside
    try (var heap = Heap.of("root -> c", "c -> c", "c -> callback", "c -> weak")) {
      var called = new ArrayList<String>();
      heap.ledger.weak(heap.slot("c"), new Owned(heap.slot("weak"), () -> called.add("inside")));
      heap.ledger.weak(heap.slot("callback"), handle -> called.add("outside"));
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(3);

      assertThat(called).containsExactly("outside");
    }
  }

  @Test
  void callback_should_find_no_way_back_to_the_garbage() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      var found = new ArrayList<Integer>();
      int[] handles = new int[2];
      WeakCallback looks =
          handle -> {
            found.add(heap.ledger.weakTarget(handles[0]));
            found.add(heap.ledger.weakTarget(handles[1]));
          };
      handles[0] = heap.ledger.weak(heap.slot("a"), looks);
      handles[1] = heap.ledger.weak(heap.slot("b"), looks);
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(2);

      assertThat(found).containsExactly(0, 0, 0, 0);
      assertThat(heap.deaths()).containsExactly("a", "b");
    }
  }

  @Test
  void reference_in_garbage_should_not_call_back_for_a_leaf_that_the_detector_does_not_see() {
    // z <-> y, y -> weak of leaf, z -> leaf
    try (var heap = Heap.of("root -> z", "z <-> y", "y -> weak")) {
      int leaf = heap.named("leaf", heap.born(CountWord.LEAF));
      heap.ledger.store(heap.slot("z"), 3, leaf, heap.c, 1);
      heap.ledger.unpin(leaf, heap.c, 1);
      var called = new ArrayList<String>();
      heap.ledger.weak(leaf, new Owned(heap.slot("weak"), () -> called.add("leaf")));
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(3);

      assertThat(heap.deaths()).contains("leaf");
      assertThat(called).isEmpty();
    }
  }

  @Test
  void reference_in_garbage_should_not_call_back_for_what_a_finalizer_drops() {
    // z <-> y, y -> weak of leaf, z -> leaf; the finalizer of z lets go of leaf
    try (var heap = Heap.of()) {
      int z = heap.named("z", heap.born(CountWord.FINALIZER));
      heap.and("z <-> y").and("y -> weak");
      int leaf = heap.named("leaf", heap.born(CountWord.LEAF));
      heap.ledger.store(z, 3, leaf, heap.c, 1);
      for (String name : List.of("z", "y", "weak", "leaf")) {
        heap.ledger.unpin(heap.slot(name), heap.c, 1);
      }
      var called = new ArrayList<String>();
      heap.ledger.weak(leaf, new Owned(heap.slot("weak"), () -> called.add("leaf")));
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> heap.ledger.store(slot, 3, 0, heap.c, 1));

      assertThat(heap.collect(2)).isEqualTo(3);

      assertThat(called).isEmpty();
    }
  }

  @Test
  void dead_reference_should_not_call_back_when_its_referent_dies_later() {
    try (var heap = Heap.of("root -> a", "root2 -> weak")) {
      var called = new ArrayList<String>();
      heap.ledger.weak(heap.slot("a"), new Owned(heap.slot("weak"), () -> called.add("a")));

      heap.drop("root2");
      heap.drop("root");

      assertThat(called).isEmpty();
    }
  }

  @Test
  void reference_made_by_the_finalizer_should_be_dead_after_a_death_by_count() {
    try (var heap = Heap.of()) {
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      int[] weak = {0};
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> weak[0] = heap.ledger.weak(slot, null));

      heap.ledger.unpin(a, heap.c, 1);

      assertThat(heap.deaths()).containsExactly("a");
      assertThat(heap.ledger.weakTarget(weak[0])).isZero();
    }
  }

  @Test
  void reference_made_by_the_finalizer_should_be_dead_before_any_garbage_is_torn_down() {
    try (var heap = Heap.of()) {
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.and("a <-> b");
      heap.ledger.unpin(a, heap.c, 1);
      heap.ledger.unpin(heap.slot("b"), heap.c, 1);
      var handles = new ArrayList<Integer>();
      var seen = new ArrayList<Integer>();
      var called = new ArrayList<Integer>();
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> {
            handles.add(heap.ledger.weak(slot, called::add));
            handles.add(heap.ledger.weak(heap.slot("b"), called::add));
          });
      heap.ledger.onDeath(
          (slot, context, byCollector) ->
              handles.forEach(handle -> seen.add(heap.ledger.weakTarget(handle))));

      assertThat(heap.collect(2)).isEqualTo(2);

      assertThat(seen).containsExactly(0, 0, 0, 0);
      assertThat(called).isEmpty();
    }
  }

  @Test
  void callbacks_of_a_deep_cascade_should_never_be_given_a_dead_object() {
    // head -> .. -> tail; the callback of each asks for its neighbour below
    var config = LedgerConfig.defaults().withCollector(false).withPool("off");
    var ledger = Ledger.create(config);
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 1);
    int[] called = {0};
    int[] wrong = {0};
    int head = 0;
    for (int i = 0; i < DEPTH; i++) {
      int next = ledger.birth(c, 1, birthId, 1, 0, 16);
      int below = head;
      int own = ledger.weak(next, null);
      int asked = below == 0 ? own : ledger.weak(below, null);
      ledger.weak(
          next,
          handle -> {
            called[0]++;
            int seen = ledger.weakTarget(asked);
            if (ledger.weakTarget(own) != 0) wrong[0]++;
            if (below != 0 && (seen != below || !ledger.isLive(seen) || ledger.refs(seen) != 1)) {
              wrong[0]++;
            }
          });
      if (head != 0) {
        ledger.store(next, 0, head, c, 1);
        ledger.unpin(head, c, 1);
      }
      head = next;
    }

    ledger.unpin(head, c, 1);

    assertThat(called[0]).isEqualTo(DEPTH);
    assertThat(wrong[0]).isZero();
    assertThat(ledger.totals().live()).isZero();
    ledger.dispose();
  }

  @Test
  void callback_should_be_able_to_collect() {
    // the death of b's referrer drops b's cycle; its callback collects at once
    try (var heap = Heap.of("root -> a", "rootOther -> x", "x -> x")) {
      var collected = new ArrayList<Integer>();
      heap.ledger.weak(
          heap.slot("a"),
          handle -> {
            heap.drop("rootOther");
            collected.add(heap.collect(2));
          });

      heap.drop("root");

      assertThat(collected).containsExactly(1);
      assertThat(heap.deaths()).containsExactly("x", "a");
    }
  }

  @Test
  void weak_map_should_have_lost_its_keys_after_the_collection_of_their_cycles() {
    try (var heap = Heap.of()) {
      Map<Integer, String> valueByHandle = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        int key = heap.named("key" + i, heap.born(0));
        heap.ledger.store(key, 0, key, heap.c, 1);
        valueByHandle.put(heap.ledger.weak(key, valueByHandle::remove), "value" + i);
        heap.ledger.unpin(key, heap.c, 1);
      }
      assertThat(valueByHandle).hasSize(20);

      assertThat(heap.collect(2)).isEqualTo(20);

      assertThat(valueByHandle).isEmpty();
    }
  }

  @Test
  void weak_map_should_be_empty_after_deaths_that_cascade_through_its_values() {
    // map: key i (weak) -> key i + 1 (strong); only key 0 is held from elsewhere
    try (var heap = Heap.of()) {
      Map<Integer, Integer> valueByHandle = new HashMap<>();
      int size = 10;
      int[] keys = new int[size];
      for (int i = 0; i < size; i++) keys[i] = heap.named("key" + i, heap.born(0));
      for (int i = 0; i < size - 1; i++) {
        heap.ledger.incref(keys[i + 1], heap.c);
        int handle =
            heap.ledger.weak(keys[i], h -> heap.ledger.decref(valueByHandle.remove(h), heap.c, 1));
        valueByHandle.put(handle, keys[i + 1]);
      }
      for (int i = 1; i < size; i++) heap.ledger.unpin(keys[i], heap.c, 1);
      assertThat(heap.deaths()).isEmpty();

      heap.ledger.unpin(keys[0], heap.c, 1);

      assertThat(valueByHandle).isEmpty();
      assertThat(heap.deaths()).hasSize(size).last().isEqualTo("key0");
    }
  }
}
