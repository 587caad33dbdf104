package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveCurveTest {
  private static final LedgerConfig CONFIG =
      LedgerConfig.defaults().withMaxBytes(64 << 20).withPool("off");

  private final List<Long> instants = new ArrayList<>();
  private final List<Long> lived = new ArrayList<>();
  private final List<Long> heapUsed = new ArrayList<>();

  @Test
  void instants_should_be_spread_over_all_births_however_many_there_were() {
    try (var heap = Heap.of(CONFIG)) {
      heap.ledger.liveCurve().begin(false);
      churn(heap, 1_000_000);
      show(heap);

      assertThat(instants).hasSizeBetween(12, 23).isSorted();
      long spacing = 1_000_000 / instants.size();
      long before = 0;
      for (long instant : instants) {
        assertThat(instant - before).isBetween(spacing / 3, 2 * spacing);
        before = instant;
      }
      assertThat(before).isGreaterThan(1_000_000 - 2 * spacing);
    }
  }

  @Test
  void instants_should_not_keep_step_with_the_program() {
    for (int tooth : new int[] {500, 512, 1000, 1024, 4000}) {
      lived.clear();
      try (var heap = Heap.of(CONFIG)) {
        heap.ledger.liveCurve().begin(false);
        int[] teeth = new int[tooth];
        for (int i = 0; i < 40_000; i++) {
          if (i % tooth == 0) drop(heap, teeth);
          teeth[i % tooth] = heap.born(0);
        }
        show(heap);
      }

      long lowest = lived.stream().mapToLong(Long::longValue).min().orElseThrow();
      long highest = lived.stream().mapToLong(Long::longValue).max().orElseThrow();
      assertThat(highest - lowest).as("teeth of %d births", tooth).isGreaterThan(tooth / 2);
    }
  }

  @Test
  void instant_should_count_what_lives_then() {
    try (var heap = Heap.of(CONFIG)) {
      for (int i = 0; i < 1000; i++) heap.born(0);
      heap.ledger.liveCurve().begin(false);
      churn(heap, 20_000);
      show(heap);

      assertThat(lived).isNotEmpty().containsOnly(1000L);
    }
  }

  @Test
  void instant_should_tell_what_the_heap_of_the_jvm_has_in_use() {
    try (var heap = Heap.of(CONFIG)) {
      heap.ledger.liveCurve().begin(false);
      churn(heap, 800);
      show(heap);

      assertThat(heapUsed).hasSize(1);
      assertThat(heapUsed.get(0)).isBetween(1L << 20, Runtime.getRuntime().maxMemory());
    }
  }

  @Test
  void instant_should_collect_if_it_may() {
    try (var heap = Heap.of(CONFIG)) {
      heap.ledger.liveCurve().begin(true);
      churn(heap, 800);

      assertThat(heap.ledger.detector().stats(2).collections()).isEqualTo(1);
    }
  }

  @Test
  void instant_should_not_collect_while_the_detector_is_disabled() {
    try (var heap = Heap.of(CONFIG)) {
      heap.ledger.liveCurve().begin(true);
      heap.ledger.detector().setEnabled(false);
      churn(heap, 800);
      show(heap);

      assertThat(instants).hasSize(1);
      assertThat(heap.ledger.detector().stats(2).collections()).isZero();
    }
  }

  @Test
  void thread_that_allocates_now_and_then_should_not_date_its_objects_back() {
    try (var heap = Heap.of(CONFIG)) {
      Context rare = heap.ledger.newContext(2);
      int birthId = heap.ledger.births().intern(Heap.TYPE, Heap.BORN);
      for (int i = 0; i < 200; i++) {
        churn(heap, 5000);
        int before = heap.ledger.birthClock(heap.born(0));
        int slot = heap.ledger.birth(rare, Heap.TYPE, birthId, 0, 0, 16);

        assertThat(heap.ledger.birthClock(slot)).isGreaterThan(before - 5000);
      }
    }
  }

  /** Births go on where a collection has no room, and the next instant has some again. */
  @Test
  void instant_at_the_end_of_the_stack_should_be_left_out() {
    try (var heap = Heap.of(CONFIG)) {
      heap.ledger.liveCurve().begin(true);
      churn(heap, 50);
      List<Throwable> thrown = new ArrayList<>();
      nearTheEndOfTheStack(
          () -> {
            try {
              churn(heap, 800);
            } catch (StackOverflowError e) {
              thrown.add(e);
            }
          });

      assertThat(thrown).isEmpty();
      assertThat(heap.ledger.detector().stats(2).collections()).isZero();

      churn(heap, 1600);
      assertThat(heap.ledger.detector().stats(2).collections()).isPositive();
    }
  }

  /** Runs it where a hundred small frames more have room; how many of them are below. */
  @SuppressWarnings("InfiniteRecursion") // It ends where the stack does.
  private static int nearTheEndOfTheStack(Runnable task) {
    int below;
    try {
      below = nearTheEndOfTheStack(task) + 1;
    } catch (StackOverflowError end) {
      return 0;
    }
    if (below == 100) task.run();
    return below;
  }

  private static void drop(Heap heap, int[] slots) {
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != 0) heap.ledger.unpin(slots[i], heap.c, Heap.BORN);
      slots[i] = 0;
    }
  }

  private static void churn(Heap heap, int births) {
    for (int i = 0; i < births; i++) heap.ledger.unpin(heap.born(0), heap.c, Heap.BORN);
  }

  private void show(Heap heap) {
    SnapshotVisitor visitor =
        new SnapshotVisitor() {
          @Override
          public void instant(long clock) {
            instants.add(clock);
          }

          @Override
          public void heapUsed(long bytes) {
            heapUsed.add(bytes);
          }

          @Override
          public void lived(int typeId, int allocationContext, long count, long bytes) {
            lived.add(count);
          }
        };
    heap.ledger.liveCurve().accept(visitor);
  }
}
