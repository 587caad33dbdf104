package io.refledger.rt.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.Context;
import io.refledger.rt.Heap;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CycleDetectorTest {
  private static final LedgerConfig SMALL =
      LedgerConfig.defaults().withMaxBytes(8 << 20).withPool("off");

  @Test
  void cycle_should_be_freed_when_its_last_outside_reference_is_gone() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      assertThat(heap.collect(2)).isZero();
      heap.drop("root");
      assertThat(heap.deaths()).isEmpty();

      assertThat(heap.collect(2)).isEqualTo(2);

      assertThat(heap.deaths()).containsExactly("a", "b");
      assertThat(heap.ledger.totals().freedByCollector()).isEqualTo(2);
    }
  }

  @Test
  void object_that_refers_to_itself_should_be_found() {
    try (var heap = Heap.of("root -> a", "a -> a")) {
      heap.drop("root");

      assertThat(heap.collect(0)).isEqualTo(1);
    }
  }

  @Test
  void candidate_should_return_to_its_list_behind_the_others_when_a_referrer_turns_up() {
    // a <- b <- root: a is met first and found reachable only from b.
    try (var heap = Heap.of("a", "b -> a", "root -> b", "root -> c")) {
      heap.collect(0);

      assertThat(heap.generation(1)).containsExactly("b", "c", "a");
    }
  }

  @Test
  void survivors_should_move_up_a_generation_at_each_collection() {
    try (var heap = Heap.of("root -> a")) {
      assertThat(heap.generation(0)).containsExactly("a");
      heap.collect(0);
      assertThat(heap.generation(1)).containsExactly("a");
      heap.collect(1);
      assertThat(heap.generation(2)).containsExactly("a");
      heap.collect(2);
      assertThat(heap.generation(2)).containsExactly("a");
    }
  }

  @Test
  void old_garbage_should_keep_the_young_it_refers_to_until_a_full_collection() {
    try (var heap = Heap.of("root -> old", "old -> old")) {
      heap.collect(2);
      heap.and("old -> young").and("young -> young");
      heap.ledger.unpin(heap.slot("young"), heap.c, 1);
      heap.drop("root");

      assertThat(heap.collect(0)).isZero();
      assertThat(heap.collect(1)).isZero();
      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void pin_should_keep_a_cycle() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.ledger.pin(heap.slot("b"), heap.c);
      heap.drop("root");

      assertThat(heap.collect(2)).isZero();

      heap.ledger.unpin(heap.slot("b"), heap.c, 1);
      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void foreign_object_should_keep_the_cycle_it_is_in() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.ledger.setFlags(heap.slot("b"), CountWord.FOREIGN);
      heap.drop("root");

      assertThat(heap.collect(2)).isZero();
    }
  }

  @Test
  void what_only_garbage_refers_to_should_die_with_it() {
    // a <-> b -> leaf, b -> kept <- root2
    try (var heap = Heap.of("root -> a", "a <-> b", "b -> kept", "root2 -> kept")) {
      int leaf = heap.named("leaf", heap.born(CountWord.LEAF));
      heap.ledger.store(heap.slot("b"), 3, leaf, heap.c, 1);
      heap.ledger.unpin(leaf, heap.c, 1);
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(2);

      assertThat(heap.deaths()).containsExactly("a", "b", "leaf");
      assertThat(heap.refs("kept")).isEqualTo(1);
    }
  }

  @Test
  void deaths_of_a_cycle_should_carry_the_latest_drop_of_that_cycle() {
    try (var heap = Heap.of("root1 -> a", "root2 -> b", "a <-> b", "root3 -> x", "x -> x")) {
      var deaths = new ArrayList<List<Object>>();
      heap.ledger.onDeath((slot, context, by) -> deaths.add(List.of(slot, context, by)));
      heap.drop("root1", 31);
      heap.drop("root3", 33);
      heap.drop("root2", 32);

      heap.collect(2);

      assertThat(deaths)
          .containsExactly(
              List.of(heap.slot("a"), 32, true),
              List.of(heap.slot("b"), 32, true),
              List.of(heap.slot("x"), 33, true));
    }
  }

  @Test
  void finalizer_should_not_hide_the_statement_that_dropped_its_cycle() {
    try (var heap = Heap.of()) {
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.and("a <-> b");
      var deaths = new ArrayList<List<Object>>();
      heap.ledger.onDeath((slot, context, by) -> deaths.add(List.of(slot, context, by)));
      heap.ledger.unpin(heap.slot("b"), heap.c, 31);
      heap.ledger.unpin(a, heap.c, 32);

      heap.collect(2);

      assertThat(deaths).containsExactly(List.of(a, 32, true), List.of(heap.slot("b"), 32, true));
    }
  }

  @Test
  void finalizer_should_be_told_where_its_object_was_dropped() {
    try (var heap = Heap.of()) {
      int alone = heap.born(CountWord.FINALIZER);
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.and("a <-> b");
      var told = new ArrayList<List<Object>>();
      heap.ledger.onFinalize((slot, context, by) -> told.add(List.of(slot, context, by)));
      heap.ledger.unpin(heap.slot("b"), heap.c, 31);
      heap.ledger.unpin(a, heap.c, 32);

      heap.ledger.unpin(alone, heap.c, 33);
      heap.collect(2);

      assertThat(told).containsExactly(List.of(alone, 33, false), List.of(a, 32, true));
    }
  }

  @Test
  void finalizer_should_keep_what_it_resurrects_and_all_it_refers_to() {
    try (var heap = Heap.of()) {
      int phoenix = heap.named("phoenix", heap.born(CountWord.FINALIZER));
      heap.and("phoenix <-> friend").and("other -> other").and("other -> friend");
      heap.ledger.onFinalize((slot, context, by) -> heap.ledger.incref(slot, heap.c));
      for (String name : List.of("phoenix", "friend", "other")) {
        heap.ledger.unpin(heap.slot(name), heap.c, 1);
      }

      assertThat(heap.collect(2)).isEqualTo(1);

      assertThat(heap.deaths()).containsExactly("other");
      assertThat(heap.generation(2)).containsExactly("phoenix", "friend");
      heap.ledger.decref(phoenix, heap.c, 1);
      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void weak_references_to_garbage_should_be_cleared_before_finalizers_run() {
    try (var heap = Heap.of()) {
      int a = heap.born(CountWord.FINALIZER);
      heap.ledger.store(a, 0, a, heap.c, 1);
      var events = new ArrayList<String>();
      int weak = heap.ledger.weak(a, handle -> events.add("callback"));
      heap.ledger.onFinalize(
          (s, context, by) -> events.add("finalize, weak " + heap.ledger.weakTarget(weak)));
      heap.ledger.onDeath((slot, context, by) -> events.add("die"));
      heap.ledger.unpin(a, heap.c, 1);

      heap.collect(2);

      assertThat(events).containsExactly("callback", "finalize, weak 0", "die");
    }
  }

  @Test
  void saved_garbage_should_be_counted_and_live_on() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.ledger.detector().setSavesAll(true);
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(2);
      assertThat(heap.ledger.detector().garbage()).containsExactly(heap.slot("a"), heap.slot("b"));
      assertThat(heap.refs("a")).isEqualTo(2);
      assertThat(heap.deaths()).isEmpty();

      heap.ledger.detector().setSavesAll(false);
      heap.ledger.detector().clearGarbage(heap.c);
      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void frozen_garbage_should_be_found_only_after_unfreeze() {
    try (var heap = Heap.of("root -> a", "a -> a")) {
      heap.drop("root");
      heap.ledger.detector().freeze(heap.c);
      assertThat(heap.collect(2)).isZero();
      assertThat(heap.generation(3)).containsExactly("a");

      heap.ledger.detector().unfreeze(heap.c);

      assertThat(heap.generation(2)).containsExactly("a");
      assertThat(heap.collect(2)).isEqualTo(1);
    }
  }

  @Test
  void birth_over_the_threshold_should_collect_before_the_object_is_tracked() {
    var ledger = Ledger.create(SMALL.withThresholds(3, 2, 2));
    Context c = ledger.newContext(1);
    var generations = new ArrayList<Integer>();
    ledger.detector().addListener(recorder(generations));
    int birthId = ledger.births().intern(1, 1);
    int[] slots = new int[13];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = ledger.birth(c, 1, birthId, 1, 0, 16);
    }

    assertThat(generations).containsExactly(0, 0, 0);
    assertThat(ledger.detector().members(0, c)).containsExactly(slots[11], slots[12]);
    assertThat(ledger.detector().counts()).containsExactly(1, 3, 0);
    for (int i = 0; i < 3; i++) {
      ledger.birth(c, 1, birthId, 1, 0, 16);
    }
    assertThat(generations).containsExactly(0, 0, 0, 1);
    ledger.dispose();
  }

  @Test
  void death_should_take_back_a_birth_from_the_count_but_not_below_zero() {
    try (var heap = Heap.of()) {
      int a = heap.born(0);
      int b = heap.born(0);
      heap.ledger.unpin(a, heap.c, 1);
      assertThat(heap.ledger.detector().counts()).containsExactly(1, 0, 0);

      heap.collect(0);
      heap.ledger.unpin(b, heap.c, 1);

      assertThat(heap.ledger.detector().counts()).containsExactly(0, 1, 0);
    }
  }

  @Test
  void full_collection_should_wait_for_a_quarter_of_new_survivors() {
    var ledger = Ledger.create(SMALL.withThresholds(1, 0, 0));
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 1);
    ledger.detector().setEnabled(false);
    for (int i = 0; i < 100; i++) {
      ledger.birth(c, 1, birthId, 1, 0, 16);
    }
    ledger.detector().collect(2, c);
    ledger.detector().setEnabled(true);
    var generations = new ArrayList<Integer>();
    ledger.detector().addListener(recorder(generations));

    for (int i = 0; i < 120; i++) {
      ledger.birth(c, 1, birthId, 1, 0, 16);
    }

    // Two births a collection; 0, 1 alternate until 25 new survivors stand against 100 old ones.
    assertThat(generations.indexOf(2)).isEqualTo(14);
    ledger.dispose();
  }

  @Test
  void collection_inside_a_collection_should_do_nothing() {
    try (var heap = Heap.of("root -> a", "a -> a")) {
      var inner = new ArrayList<Integer>();
      heap.ledger.weak(heap.slot("a"), handle -> inner.add(heap.collect(2)));
      heap.drop("root");

      assertThat(heap.collect(2)).isEqualTo(1);
      assertThat(inner).containsExactly(0);
    }
  }

  @Test
  void statistics_should_count_collections_and_objects_by_generation() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.drop("root");
      heap.collect(1);
      heap.collect(1);

      assertThat(heap.ledger.detector().stats(1)).isEqualTo(new GenerationStats(2, 2, 0));
      assertThat(heap.ledger.detector().stats(0)).isEqualTo(new GenerationStats(0, 0, 0));
    }
  }

  @Test
  void young_list_should_not_grow_with_objects_that_died() {
    try (var heap = Heap.of()) {
      for (int i = 0; i < 100_000; i++) {
        heap.ledger.unpin(heap.born(0), heap.c, 1);
      }
      heap.named("a", heap.born(0));

      assertThat(heap.generation(0)).containsExactly("a");
    }
  }

  private static CollectionListener recorder(List<Integer> generations) {
    return new CollectionListener() {
      @Override
      public void started(int generation) {
        generations.add(generation);
      }

      @Override
      public void stopped(int generation, int collected, int uncollectable) {}
    };
  }
}
