package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeallocatorTest {
  private static final int MILLION = 1_000_000;

  @Test
  void fields_should_be_released_first_to_last_each_cascade_to_its_end() {
    // root -> a -> b -> d, a -> c
    try (var heap = Heap.of("root -> a", "a -> b", "b -> d", "a -> c")) {
      heap.drop("root");

      assertThat(heap.deaths()).containsExactly("a", "b", "d", "c");
    }
  }

  @Test
  void elements_should_be_released_last_to_first() {
    try (var heap = Heap.of()) {
      int array = heap.named("array", heap.born(CountWord.ARRAY));
      for (int i = 0; i < 4; i++) {
        int element = heap.named("e" + i, heap.born(CountWord.LEAF));
        heap.ledger.store(array, i, element, heap.c, 1);
        heap.ledger.unpin(element, heap.c, 1);
      }

      heap.ledger.unpin(array, heap.c, 1);

      assertThat(heap.deaths()).containsExactly("array", "e3", "e2", "e1", "e0");
    }
  }

  @Test
  void shared_object_should_die_with_its_last_referrer() {
    try (var heap = Heap.of("root1 -> a", "root2 -> b", "a -> shared", "b -> shared")) {
      heap.drop("root1");
      assertThat(heap.deaths()).containsExactly("a");
      assertThat(heap.refs("shared")).isEqualTo(1);

      heap.drop("root2");
      assertThat(heap.deaths()).containsExactly("a", "b", "shared");
    }
  }

  @Test
  void chain_of_a_million_should_die_without_recursion() {
    var ledger = Ledger.create(LedgerConfig.defaults().withCollector(false).withPool("off"));
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 1);
    int head = ledger.birth(c, 1, birthId, 1, 0, 16);
    for (int i = 1; i < MILLION; i++) {
      int next = ledger.birth(c, 1, birthId, 1, 0, 16);
      ledger.store(next, 0, head, c, 1);
      ledger.unpin(head, c, 1);
      head = next;
    }

    ledger.unpin(head, c, 2);

    assertThat(ledger.totals().freedByCount()).isEqualTo(MILLION);
    assertThat(ledger.totals().live()).isZero();
    ledger.validate();
    ledger.dispose();
  }

  @Test
  void finalizer_should_run_once_and_before_weak_callbacks_and_death() {
    try (var heap = Heap.of()) {
      var events = new ArrayList<String>();
      heap.ledger.onFinalize((slot, context, by) -> events.add("finalize"));
      heap.ledger.onDeath((slot, context, byCollector) -> events.add("die at " + context));
      int a = heap.born(CountWord.FINALIZER);
      heap.ledger.weak(a, handle -> events.add("callback"));

      heap.ledger.unpin(a, heap.c, 5);

      assertThat(events).containsExactly("finalize", "callback", "die at 5");
    }
  }

  @Test
  void resurrected_object_should_be_young_and_die_later_without_its_finalizer() {
    try (var heap = Heap.of()) {
      var finalized = new ArrayList<Integer>();
      heap.ledger.onFinalize(
          (slot, context, by) -> {
            finalized.add(slot);
            heap.ledger.incref(slot, heap.c);
          });
      int a = heap.named("a", heap.born(CountWord.FINALIZER));
      heap.collect(2);
      assertThat(heap.generation(2)).containsExactly("a");

      heap.ledger.unpin(a, heap.c, 1);
      assertThat(heap.ledger.isLive(a)).isTrue();
      assertThat(heap.generation(0)).containsExactly("a");
      assertThat(heap.generation(2)).isEmpty();

      heap.ledger.decref(a, heap.c, 1);
      assertThat(heap.ledger.isLive(a)).isFalse();
      assertThat(finalized).containsExactly(a);
    }
  }

  @Test
  void weak_references_should_be_cleared_together_and_called_back_newest_first() {
    try (var heap = Heap.of()) {
      int a = heap.born(0);
      var called = new ArrayList<Integer>();
      var targets = new ArrayList<Integer>();
      int[] handles = new int[3];
      for (int i = 0; i < 3; i++) {
        handles[i] =
            heap.ledger.weak(
                a,
                handle -> {
                  called.add(handle);
                  targets.add(heap.ledger.weakTarget(handles[0]));
                });
      }
      heap.ledger.dropWeak(handles[1]);

      heap.ledger.unpin(a, heap.c, 1);

      assertThat(called).containsExactly(handles[2], handles[0]);
      assertThat(targets).containsExactly(0, 0);
    }
  }

  @Test
  void death_inside_a_callback_should_be_complete_before_the_callback_returns() {
    try (var heap = Heap.of("root -> a", "a -> b", "rootOther -> x", "x -> y")) {
      heap.ledger.weak(heap.slot("a"), handle -> heap.drop("rootOther"));

      heap.drop("root");

      assertThat(heap.deaths()).containsExactly("x", "y", "a", "b");
    }
  }

  @Test
  void deaths_of_a_cascade_should_carry_the_statement_that_dropped_its_head() {
    try (var heap = Heap.of("root -> a", "a -> b")) {
      var contexts = new ArrayList<Integer>();
      heap.ledger.onDeath((slot, context, byCollector) -> contexts.add(context));

      heap.drop("root", 77);

      assertThat(contexts).isEqualTo(List.of(77, 77));
    }
  }

  @Test
  void pool_block_should_come_back_with_the_death() {
    var config = LedgerConfig.defaults().withMaxBytes(8 << 20);
    var ledger = Ledger.create(config);
    Context c = ledger.newContext(1);
    int a = ledger.birth(c, 1, ledger.births().intern(1, 1), 2, 0, 24);
    assertThat(ledger.pool().statistics().blocksInUse(1)).isEqualTo(1);

    ledger.unpin(a, c, 1);

    assertThat(ledger.pool().statistics().blocksInUse(1)).isZero();
    ledger.dispose();
  }

  @Test
  void large_object_should_be_the_system_allocators_until_its_death() {
    var ledger = Ledger.create(LedgerConfig.defaults().withMaxBytes(8 << 20));
    Context c = ledger.newContext(1);
    int a = ledger.birth(c, 1, ledger.births().intern(1, 1), 2, 0, 600);
    assertThat(ledger.pool().statistics().systemInUse()).isEqualTo(1);
    assertThat(ledger.pool().statistics().systemBytesInUse()).isEqualTo(600);

    ledger.unpin(a, c, 1);

    assertThat(ledger.pool().statistics().systemInUse()).isZero();
    assertThat(ledger.pool().statistics().systemBytesInUse()).isZero();
    assertThat(ledger.pool().statistics().systemRequests()).isEqualTo(1);
    ledger.dispose();
  }
}
