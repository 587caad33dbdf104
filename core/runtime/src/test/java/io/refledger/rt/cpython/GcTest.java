package io.refledger.rt.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.rt.Heap;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.gc.GenerationStats;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * test_gc.
 *
 * <pre>
 * test_list:
 *     array_that_holds_itself_should_be_one_object_of_garbage
 *     recorded vector named-self-loop
 * test_dict:
 *     map_that_holds_itself_should_be_all_its_objects
 * test_tuple:
 *     two_arrays_in_a_cycle_should_be_two_objects_of_garbage
 * test_instance:
 *     recorded vector named-self-loop
 * test_newinstance:
 *     second_collection_should_find_nothing
 * test_class, test_newstyleclass:
 *     not portable: the unloading of classes is the JVM's
 * test_method, test_function:
 *     object_and_the_closure_that_captures_it_should_be_two_objects_of_garbage
 * test_frame:
 *     not portable: there are no frame objects
 * test_legacy_finalizer, test_legacy_finalizer_newclass:
 *     not portable: finalizers of the old kind made garbage uncollectable; there are none here
 * test_function_tp_clear_leaves_consistent_state:
 *     WeakReferenceTest.reference_made_by_the_finalizer_should_be_dead_before_any_garbage_is_torn_down
 * test_datetime_weakref_cycle:
 *     not portable: rule of 3.15; ours is that of 3.4 to 3.14, weak references go before finalizers
 * test_saveall:
 *     recorded vector named-saveall
 *     CollectorFaceTest.saved_garbage_should_have_one_reference_more_and_be_old
 * test_del, test_del_newclass:
 *     finalizer_that_allocates_should_not_collect_inside_a_collection
 * test_get_count:
 *     counts_of_the_older_generations_should_move_only_with_collections
 * test_collect_generations:
 *     collection_should_add_to_the_count_of_the_next_generation_and_clear_the_younger
 * test_trashcan:
 *     GcDepthTest.finalizers_of_a_deep_cascade_should_be_able_to_collect
 *     GcDepthTest.collector_should_free_a_deep_chain_behind_a_cycle_without_recursion
 * test_trashcan_threads:
 *     GcDepthTest.finalizers_of_deep_cascades_in_two_threads_should_run_once_for_each_object
 * test_boom, test_boom2, test_boom_new, test_boom2_new:
 *     search_for_finalizers_should_call_nobody
 *     finalizer_that_breaks_its_cycle_should_be_counted_as_far_as_the_collector_freed_it
 * test_get_referents:
 *     recorded vector named-referents-order
 *     FaceTest.referents_should_come_in_visiting_order
 *     CollectorFaceTest.literal_should_be_immortal_without_a_record
 * test_is_tracked:
 *     CollectorFaceTest.detector_should_follow_all_that_has_references_and_nothing_else
 * test_is_finalized:
 *     object_should_be_finalized_from_its_finalizer_on_also_when_it_is_resurrected
 *     recorded vector named-finalizer-once
 * test_bug1055820b:
 *     recorded vector named-weakref-callbacks-in-cycle
 * test_bug21435:
 *     finalizer_that_breaks_a_cycle_it_is_not_in_should_leave_right_books
 * test_garbage_at_shutdown, test_gc_main_module_at_shutdown, test_gc_ordinary_module_at_shutdown:
 *     not portable: the JVM's exit runs no finalizers; what is left then is the agent's report
 * test_global_del_SystemExit, test_ast_fini, test_warnings_fini:
 *     not portable: Python's own shutdown
 * test_get_stats:
 *     statistics_should_grow_for_the_collected_generation_only
 * test_freeze:
 *     frozen_objects_should_be_counted_until_they_are_unfrozen
 *     recorded vector named-freeze-hides-garbage
 * test_get_objects, test_get_objects_arguments, test_get_objects_generations:
 *     object_should_be_listed_in_the_generation_that_it_has_reached
 *     CollectorFaceTest.objects_should_be_those_of_all_generations_without_the_frozen
 *     FaceTest.collector_should_be_set_like_gc
 * test_resurrection_only_happens_once_per_object:
 *     recorded vector named-finalizer-once
 * test_resurrection_is_transitive:
 *     recorded vector named-resurrect-holds-neighbours
 *     what_a_resurrected_object_holds_should_live_on
 * test_resurrection_does_not_block_cleanup_of_other_objects:
 *     result_and_statistics_should_count_only_what_was_not_resurrected
 * test_trash_weakref_clear:
 *     WeakReferenceTest.reference_in_garbage_should_not_call_back_for_a_leaf_that_the_detector_does_not_see
 * GCCallbackTests.test_collect, GCCallbackTests.test_collect_generation:
 *     GcCallbacksTest.callbacks_should_be_told_of_generation_and_result_in_their_order
 * GCCallbackTests.test_collect_garbage:
 *     GcCallbacksTest.callbacks_should_be_told_of_generation_and_result_in_their_order
 *     CollectorFaceTest.uncollectable_should_print_nothing_as_there_is_nothing_of_the_kind
 * GCCallbackTests.test_refcount_errors:
 *     count_that_is_too_small_should_be_told_with_object_and_count
 * GCTogglingTests.test_bug1055820c:
 *     callback_of_an_old_object_should_be_given_null_for_a_young_corpse
 * GCTogglingTests.test_bug1055820d:
 *     finalizer_of_an_old_object_should_be_given_null_for_a_young_corpse
 * test_indirect_calls_with_gc_disabled:
 *     births_should_not_collect_while_the_detector_is_disabled
 * test_get_referents_on_capsule, test_deferred_refcount_frozen:
 *     not portable: capsules and deferred counts are CPython's own
 * test_get_objects_during_gc:
 *     finalizer_should_not_find_itself_among_the_objects
 *     CollectorFaceTest.objects_and_referrers_should_not_show_what_is_being_collected
 * test_traverse_frozen_objects:
 *     garbage_that_refers_to_a_frozen_object_should_leave_its_count_right
 * test_do_not_cleanup_type_subclasses_before_finalization:
 *     not portable: caches of Python classes
 * test_incremental_gc_handles_fast_cycle_creation:
 *     GcDepthTest.table_should_stay_small_under_fast_cyclic_garbage
 * </pre>
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GcTest {
  private static final LedgerConfig SMALL = LedgerConfig.defaults().withMaxBytes(8 << 20);

  /** Releases the pins of objects that were born one by one. */
  private static void unpin(Heap heap, String... names) {
    for (String name : names) heap.ledger.unpin(heap.slot(name), heap.c, 1);
  }

  @Test
  void array_that_holds_itself_should_be_one_object_of_garbage() {
    try (var heap = Heap.of()) {
      int array = heap.named("array", heap.born(CountWord.ARRAY));
      heap.ledger.store(array, 0, array, heap.c, 1);
      unpin(heap, "array");

      assertThat(heap.collect(2)).isEqualTo(1);
    }
  }

  @Test
  void map_that_holds_itself_should_be_all_its_objects() {
    // map -> table -> node -> map: what is one dict in Python is three objects in Java
    try (var heap = Heap.of("root -> map", "map -> table", "table -> node", "node -> map")) {
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(3);

      assertThat(heap.deaths()).containsExactly("map", "table", "node");
    }
  }

  @Test
  void two_arrays_in_a_cycle_should_be_two_objects_of_garbage() {
    try (var heap = Heap.of()) {
      int tuple = heap.named("tuple", heap.born(CountWord.ARRAY));
      int list = heap.named("list", heap.born(CountWord.ARRAY));
      heap.ledger.store(tuple, 0, list, heap.c, 1);
      heap.ledger.store(list, 0, tuple, heap.c, 1);
      unpin(heap, "tuple", "list");

      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void second_collection_should_find_nothing() {
    try (var heap = Heap.of("root -> a", "a -> a")) {
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(1);
      assertThat(heap.collect(2)).isZero();
    }
  }

  @Test
  void object_and_the_closure_that_captures_it_should_be_two_objects_of_garbage() {
    try (var heap = Heap.of("root -> a", "a -> closure", "closure -> a")) {
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void finalizer_that_allocates_should_not_collect_inside_a_collection() {
    var config = SMALL.withThresholds(1, 1, 1);
    try (var heap = Heap.of(config)) {
      heap.ledger.detector().setEnabled(false);
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.ledger.store(a, 0, a, heap.c, 1);
      unpin(heap, "a");
      heap.ledger.detector().setEnabled(true);
      var born = new ArrayList<Integer>();
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> {
            for (int i = 0; i < 10; i++) born.add(heap.born(0));
          });

      assertThat(heap.collect(2)).isEqualTo(1);

      assertThat(heap.deaths()).containsExactly("a");
      assertThat(heap.ledger.detector().stats(0).collections()).isZero();
      for (int slot : born) heap.ledger.unpin(slot, heap.c, 1);
    }
  }

  @Test
  void counts_of_the_older_generations_should_move_only_with_collections() {
    try (var heap = Heap.of()) {
      heap.collect(2);
      assertThat(heap.ledger.detector().counts()).containsExactly(0, 0, 0);

      int a = heap.born(0);

      assertThat(heap.ledger.detector().counts()).containsExactly(1, 0, 0);
      heap.ledger.unpin(a, heap.c, 1);
    }
  }

  @Test
  void collection_should_add_to_the_count_of_the_next_generation_and_clear_the_younger() {
    try (var heap = Heap.of("root -> a")) {
      heap.collect(2);
      heap.collect(0);
      assertThat(heap.ledger.detector().counts()).containsExactly(0, 1, 0);
      heap.collect(1);
      assertThat(heap.ledger.detector().counts()).containsExactly(0, 0, 1);
      heap.collect(2);
      assertThat(heap.ledger.detector().counts()).containsExactly(0, 0, 0);
    }
  }

  @Test
  void search_for_finalizers_should_call_nobody() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      var called = new ArrayList<Integer>();
      heap.ledger.onFinalize((slot, context, byCollector) -> called.add(slot));
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(2);

      assertThat(called).isEmpty();
    }
  }

  @Test
  void finalizer_that_breaks_its_cycle_should_be_counted_as_far_as_the_collector_freed_it() {
    // a <-> b; the finalizer of a drops b, and b drops a's only other reference
    try (var heap = Heap.of()) {
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.and("a <-> b");
      unpin(heap, "a", "b");
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> heap.ledger.store(slot, 0, 0, heap.c, 1));

      assertThat(heap.collect(2)).isZero();

      assertThat(heap.deaths()).containsExactly("b", "a");
      assertThat(heap.ledger.isLive(a)).isFalse();
      assertThat(heap.ledger.totals().freedByCount()).isEqualTo(2);
    }
  }

  @Test
  void object_should_be_finalized_from_its_finalizer_on_also_when_it_is_resurrected() {
    try (var heap = Heap.of()) {
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.ledger.store(a, 0, a, heap.c, 1);
      heap.ledger.onFinalize((slot, context, byCollector) -> heap.ledger.incref(slot, heap.c));
      assertThat(heap.ledger.word(a) & CountWord.FINALIZED_BIT).isZero();

      unpin(heap, "a");
      assertThat(heap.collect(2)).isZero();

      assertThat(heap.ledger.word(a) & CountWord.FINALIZED_BIT).isNotZero();
      heap.ledger.decref(a, heap.c, 1);
      assertThat(heap.collect(2)).isEqualTo(1);
    }
  }

  @Test
  void finalizer_that_breaks_a_cycle_it_is_not_in_should_leave_right_books() {
    // f -> a, a <-> b, f -> f; the finalizer of f takes the cycle of a and b apart
    try (var heap = Heap.of()) {
      int f = heap.named("f", heap.born(CountWord.FINALIZER));
      heap.and("f -> a").and("a <-> b").and("f -> f");
      unpin(heap, "f", "a", "b");
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> {
            heap.ledger.store(heap.slot("a"), 0, 0, heap.c, 1);
            heap.ledger.store(f, 0, 0, heap.c, 1);
          });

      assertThat(heap.collect(2)).isEqualTo(1);

      assertThat(heap.deaths()).containsExactlyInAnyOrder("a", "b", "f");
      assertThat(heap.ledger.totals().freedByCount()).isEqualTo(2);
      assertThat(heap.ledger.totals().underflows()).isZero();
    }
  }

  @Test
  void statistics_should_grow_for_the_collected_generation_only() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.drop("root");
      heap.collect(1);
      heap.collect(2);
      heap.collect(2);

      var detector = heap.ledger.detector();
      assertThat(detector.stats(0)).isEqualTo(new GenerationStats(0, 0, 0));
      assertThat(detector.stats(1)).isEqualTo(new GenerationStats(1, 2, 0));
      assertThat(detector.stats(2)).isEqualTo(new GenerationStats(2, 0, 0));
    }
  }

  @Test
  void frozen_objects_should_be_counted_until_they_are_unfrozen() {
    try (var heap = Heap.of("root -> a", "root -> b", "root -> c")) {
      heap.ledger.detector().freeze(heap.c);
      assertThat(heap.generation(3)).containsExactly("a", "b", "c");
      assertThat(heap.ledger.detector().members(heap.c)).isEmpty();

      heap.ledger.detector().unfreeze(heap.c);

      assertThat(heap.generation(3)).isEmpty();
      assertThat(heap.generation(2)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void object_should_be_listed_in_the_generation_that_it_has_reached() {
    try (var heap = Heap.of("root -> a")) {
      for (int g = 0; g < 3; g++) {
        assertThat(heap.generation(g)).containsExactly("a");
        assertThat(heap.ledger.detector().members(heap.c)).containsExactly(heap.slot("a"));
        heap.collect(g);
      }
      assertThat(heap.generation(2)).containsExactly("a");
    }
  }

  @Test
  void what_a_resurrected_object_holds_should_live_on() {
    // phoenix -> cargo -> deeper, phoenix -> phoenix
    try (var heap = Heap.of()) {
      int phoenix = heap.named("phoenix", heap.born(CountWord.FINALIZER));
      heap.and("phoenix -> cargo").and("cargo -> deeper").and("phoenix -> phoenix");
      unpin(heap, "phoenix", "cargo", "deeper");
      heap.ledger.onFinalize((slot, context, byCollector) -> heap.ledger.incref(slot, heap.c));

      assertThat(heap.collect(2)).isZero();

      assertThat(heap.deaths()).isEmpty();
      assertThat(heap.generation(2)).containsExactly("phoenix", "cargo", "deeper");
      heap.ledger.decref(phoenix, heap.c, 1);
      assertThat(heap.collect(2)).isEqualTo(3);
    }
  }

  @Test
  void result_and_statistics_should_count_only_what_was_not_resurrected() {
    // 50 cycles of two, 10 phoenixes that hold themselves
    try (var heap = Heap.of()) {
      var phoenixes = new ArrayList<Integer>();
      for (int i = 0; i < 10; i++) {
        int phoenix = heap.named("phoenix" + i, heap.born(CountWord.FINALIZER));
        heap.ledger.store(phoenix, 0, phoenix, heap.c, 1);
        phoenixes.add(phoenix);
      }
      for (int i = 0; i < 50; i++) {
        heap.and("a" + i + " <-> b" + i);
        unpin(heap, "a" + i, "b" + i);
      }
      for (int phoenix : phoenixes) heap.ledger.unpin(phoenix, heap.c, 1);
      heap.ledger.onFinalize((slot, context, byCollector) -> heap.ledger.incref(slot, heap.c));

      assertThat(heap.collect(2)).isEqualTo(100);
      assertThat(heap.ledger.detector().stats(2)).isEqualTo(new GenerationStats(1, 100, 0));

      for (int phoenix : phoenixes) heap.ledger.decref(phoenix, heap.c, 1);
      assertThat(heap.collect(2)).isEqualTo(10);
      assertThat(heap.ledger.detector().stats(2)).isEqualTo(new GenerationStats(2, 110, 0));
    }
  }

  @Test
  void count_that_is_too_small_should_be_told_with_object_and_count() {
    // b -> a, c -> a, but a's references were taken away from under it
    var heap = Heap.of("root -> b", "b -> a", "root -> c", "c -> a");
    int a = heap.slot("a");
    heap.ledger.pin(a, heap.c);
    heap.ledger.decref(a, heap.c, 1);
    heap.ledger.decref(a, heap.c, 1);

    heap.collect(2);

    assertThat(heap.ledger.detector().tooSmall()).isEqualTo(1);
    assertThat(heap.ledger.detector().describeTooSmall())
        .isEqualTo("refcount is too small: slot=" + a + ", refs=0");
    assertThatThrownBy(heap::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage("slot " + a + " refcount is too small: refs=0 referrers=2");
    heap.ledger.dispose();
  }

  @Test
  void callback_of_an_old_object_should_be_given_null_for_a_young_corpse() {
    // c0 is old and only c1 holds it; c1 and c2 are young garbage, each in a cycle of its own
    try (var heap = Heap.of("root0 -> c0")) {
      heap.collect(2);
      heap.and("c1 -> c1").and("c1 -> c0").and("c2 -> c2");
      unpin(heap, "c1", "c2");
      heap.drop("root0");
      int corpse = heap.ledger.weak(heap.slot("c2"), null);
      var given = new ArrayList<Integer>();
      heap.ledger.weak(heap.slot("c0"), handle -> given.add(heap.ledger.weakTarget(corpse)));

      assertThat(heap.collect(0)).isEqualTo(2);

      assertThat(given).containsExactly(0);
      assertThat(heap.deaths()).containsExactly("c1", "c0", "c2");
    }
  }

  @Test
  void finalizer_of_an_old_object_should_be_given_null_for_a_young_corpse() {
    // as above, but c0 has a finalizer and no weak reference
    try (var heap = Heap.of()) {
      heap.named("c0", heap.born(CountWord.FINALIZER));
      heap.collect(2);
      heap.and("c1 -> c1").and("c1 -> c0").and("c2 -> c2");
      unpin(heap, "c1", "c2", "c0");
      int corpse = heap.ledger.weak(heap.slot("c2"), null);
      var given = new ArrayList<Integer>();
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> given.add(heap.ledger.weakTarget(corpse)));

      assertThat(heap.collect(0)).isEqualTo(2);

      assertThat(given).containsExactly(0);
      assertThat(heap.deaths()).containsExactly("c1", "c0", "c2");
    }
  }

  @Test
  void births_should_not_collect_while_the_detector_is_disabled() {
    var config = SMALL.withThresholds(1, 0, 0).withCollector(false);
    try (var heap = Heap.of(config)) {
      for (int i = 0; i < 10; i++) heap.named("a" + i, heap.born(0));
      assertThat(heap.ledger.detector().stats(0).collections()).isZero();

      heap.ledger.detector().setEnabled(true);
      heap.named("last", heap.born(0));

      assertThat(heap.ledger.detector().stats(0).collections()).isEqualTo(1);
    }
  }

  @Test
  void finalizer_should_not_find_itself_among_the_objects() {
    try (var heap = Heap.of("root -> other")) {
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.ledger.store(a, 0, a, heap.c, 1);
      unpin(heap, "a");
      var listed = new ArrayList<List<Integer>>();
      heap.ledger.onFinalize(
          (slot, context, byCollector) -> {
            for (int g = 0; g < 4; g++)
              listed.add(boxed(heap.ledger.detector().members(g, heap.c)));
            listed.add(boxed(heap.ledger.detector().beingCollected(heap.c)));
          });

      assertThat(heap.collect(2)).isEqualTo(1);

      assertThat(listed)
          .containsExactly(
              List.of(), List.of(), List.of(heap.slot("other")), List.of(), List.of(a));
      assertThat(heap.ledger.detector().beingCollected(heap.c)).isEmpty();
    }
  }

  private static List<Integer> boxed(int[] slots) {
    var boxed = new ArrayList<Integer>();
    for (int slot : slots) boxed.add(slot);
    return boxed;
  }

  @Test
  void garbage_that_refers_to_a_frozen_object_should_leave_its_count_right() {
    try (var heap = Heap.of("root -> x", "x -> leafless")) {
      heap.ledger.detector().freeze(heap.c);
      heap.and("y -> x").and("y -> y");
      assertThat(heap.refs("x")).isEqualTo(2);
      unpin(heap, "y");

      assertThat(heap.collect(2)).isEqualTo(1);

      heap.ledger.detector().unfreeze(heap.c);
      assertThat(heap.refs("x")).isEqualTo(1);
      assertThat(heap.collect(2)).isZero();
    }
  }
}
