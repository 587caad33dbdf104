package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SlotsTest {
  private static final LedgerConfig SMALL =
      LedgerConfig.defaults().withCollector(false).withMaxBytes(8 << 20).withPool("off");

  @Test
  void slot_should_be_used_again_only_when_enough_others_were_freed_after_it() {
    try (var heap = Heap.of(SMALL.withReuseDistance(100))) {
      int first = heap.born(0);
      heap.ledger.unpin(first, heap.c, 1);

      Set<Integer> others = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        int other = heap.born(0);
        others.add(other);
        heap.ledger.unpin(other, heap.c, 1);
      }

      assertThat(others).hasSize(100).doesNotContain(first);
      assertThat(heap.born(0)).isEqualTo(first);
    }
  }

  /** Each would have 1024 fresh slots for itself: 57 KiB, and twice as much later on. */
  @Test
  void threads_that_are_very_many_should_keep_little_for_themselves() {
    LedgerConfig config = LedgerConfig.defaults().withCollector(false).withPool("off");
    int threads = 10_000;
    try (var heap = Heap.of(config.withMaxBytes(256 << 20))) {
      int birthId = heap.ledger.births().intern(Heap.TYPE, Heap.BORN);
      for (int i = 0; i < threads; i++) {
        Context thread = heap.ledger.newContext(i + 2);
        for (int n = 0; n < 100; n++) {
          int slot = heap.ledger.birth(thread, Heap.TYPE, birthId, 0, CountWord.LEAF, 16);
          assertThat(slot).isPositive();
          heap.ledger.unpin(slot, thread, Heap.BORN);
        }
      }

      assertThat(heap.ledger.memory().recordBytes()).isLessThan(threads * 20_000L);
      assertThat(heap.ledger.totals().freedByCount()).isEqualTo(100L * threads);
    }
  }

  @Test
  void threads_that_are_very_many_and_do_little_should_keep_a_few_hundred_bytes() {
    LedgerConfig config = LedgerConfig.defaults().withCollector(false).withPool("off");
    int threads = 20_000;
    try (var heap = Heap.of(config.withMaxBytes(256 << 20))) {
      int birthId = heap.ledger.births().intern(Heap.TYPE, Heap.BORN);
      heap.born(0);
      long before = heap.ledger.memory().usedBytes();
      for (int i = 0; i < threads; i++) {
        Context thread = heap.ledger.newContext(i + 2);
        int slot = heap.ledger.birth(thread, Heap.TYPE, birthId, 0, CountWord.LEAF, 16);
        heap.ledger.unpin(slot, thread, Heap.BORN);
      }

      long each = (heap.ledger.memory().usedBytes() - before) / threads;
      assertThat(each).isBetween(500L, 1700L);
    }
  }

  @Test
  void very_many_threads_should_use_no_slot_again_too_soon() {
    LedgerConfig config = SMALL.withReuseDistance(1000);
    try (var heap = Heap.of(config)) {
      int birthId = heap.ledger.births().intern(Heap.TYPE, Heap.BORN);
      Context[] threads = new Context[2000];
      for (int i = 0; i < threads.length; i++) threads[i] = heap.ledger.newContext(i + 2);
      int[] freedAt = new int[heap.ledger.capacity() + 1];

      for (int n = 1; n < 100_000; n++) {
        Context thread = threads[n * 31 % 50];
        int slot = heap.ledger.birth(thread, Heap.TYPE, birthId, 0, CountWord.LEAF, 16);
        assertThat(freedAt[slot] == 0 || n - freedAt[slot] > 1000).isTrue();
        heap.ledger.unpin(slot, thread, Heap.BORN);
        freedAt[slot] = n;
      }

      assertThat(heap.ledger.highWater()).isLessThan(20_000);
    }
  }

  @Test
  void withheld_slot_should_be_used_no_more_after_its_object_died() {
    try (var heap = Heap.of(SMALL.withReuseDistance(0))) {
      int owned = heap.born(0);
      heap.ledger.withhold(owned);
      heap.ledger.unpin(owned, heap.c, 1);

      assertThat(heap.born(0)).isNotEqualTo(owned);
    }
  }

  @Test
  void slots_should_be_withheld_before_they_were_ever_given_out() {
    try (var heap = Heap.of(SMALL)) {
      int first = heap.born(0);
      int beyond = heap.ledger.highWater() + 1;
      heap.ledger.withhold(first + 1);
      heap.ledger.withhold(first + 2);
      heap.ledger.withhold(beyond);

      Set<Integer> born = new HashSet<>();
      while (heap.ledger.highWater() <= beyond) born.add(heap.born(0));
      born.add(heap.born(0));

      assertThat(born).contains(first + 3, beyond + 1);
      assertThat(born).doesNotContain(first + 1, first + 2, beyond);
    }
  }

  @Test
  void births_should_go_on_when_more_slots_are_to_be_withheld_than_there_is_room_for() {
    try (var heap = Heap.of(SMALL)) {
      int first = heap.born(0);
      for (int i = 1; i <= 2 * WithheldSlots.MOST; i++) heap.ledger.withhold(first + i);

      assertThat(heap.born(0)).isEqualTo(first + WithheldSlots.MOST + 1);
    }
  }

  @Test
  void weakly_held_slot_should_be_used_again_only_when_its_references_are_gone() {
    try (var heap = Heap.of(SMALL.withReuseDistance(0))) {
      int held = heap.born(0);
      heap.ledger.holdWeakly(held);
      heap.ledger.holdWeakly(held);
      heap.ledger.unpin(held, heap.c, 1);
      heap.ledger.releaseWeakly(held, heap.c);
      assertThat(heap.born(0)).isNotEqualTo(held);

      heap.ledger.releaseWeakly(held, heap.c);

      assertThat(heap.born(0)).isEqualTo(held);
    }
  }

  @Test
  void weakly_held_object_should_be_free_at_once_when_its_references_went_first() {
    try (var heap = Heap.of(SMALL.withReuseDistance(0))) {
      int held = heap.born(0);
      heap.ledger.holdWeakly(held);
      heap.ledger.releaseWeakly(held, heap.c);

      heap.ledger.unpin(held, heap.c, 1);

      assertThat(heap.born(0)).isEqualTo(held);
    }
  }

  @Test
  void reborn_slot_should_know_nothing_of_its_predecessor() {
    try (var heap = Heap.of(SMALL.withReuseDistance(0))) {
      int b = heap.born(0);
      int a = heap.born(CountWord.ARRAY | CountWord.OPEN);
      heap.ledger.store(a, 2, b, heap.c, 5);
      heap.ledger.unpin(a, heap.c, 1);

      assertThat(heap.born(0)).isEqualTo(a);
      assertThat(heap.ledger.referent(a, 2)).isZero();
      assertThat(heap.ledger.dropContext(a)).isZero();
      assertThat(CountWord.flags(heap.ledger.word(a)))
          .isEqualTo(CountWord.TRACKED | CountWord.BLOCK);
    }
  }

  @Test
  void store_to_a_reference_that_is_not_there_should_count_nothing() {
    try (var heap = Heap.of()) {
      int a = heap.born(CountWord.LEAF);
      int b = heap.born(0);

      heap.ledger.store(a, 0, b, heap.c, 1);
      heap.ledger.store(b, 4, b, heap.c, 1);
      heap.ledger.store(b, -1, b, heap.c, 1);

      assertThat(heap.ledger.refs(b)).isZero();
      assertThat(heap.ledger.totals().droppedStores()).isEqualTo(3);
    }
  }

  @Test
  void store_to_a_dead_record_should_count_nothing() {
    try (var heap = Heap.of()) {
      int a = heap.born(0);
      int b = heap.born(0);
      heap.ledger.unpin(a, heap.c, 1);

      heap.ledger.store(a, 0, b, heap.c, 1);

      assertThat(heap.ledger.refs(b)).isZero();
      assertThat(heap.ledger.totals().droppedStores()).isEqualTo(1);
    }
  }

  @Test
  void full_table_should_leave_objects_untracked_until_others_die() {
    var ledger = Ledger.create(SMALL.withMaxBytes(1 << 20).withReuseDistance(0));
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 1);
    int last = 0;
    int born = 0;
    for (int slot = ledger.birth(c, 1, birthId, 2, 0, 24);
        slot != 0;
        slot = ledger.birth(c, 1, birthId, 2, 0, 24)) {
      last = slot;
      born++;
    }
    assertThat(ledger.totals().untracked()).isEqualTo(1);
    assertThat(ledger.totals().allocated()).isEqualTo(born);

    ledger.unpin(last, c, 1);

    assertThat(ledger.birth(c, 1, birthId, 2, 0, 24)).isEqualTo(last);
    ledger.dispose();
  }

  @Test
  void retired_context_should_leave_its_sums_its_slots_and_its_young() {
    var ledger = Ledger.create(SMALL.withReuseDistance(0));
    Context first = ledger.newContext(1);
    Context second = ledger.newContext(2);
    int birthId = ledger.births().intern(1, 1);
    int kept = ledger.birth(first, 1, birthId, 2, 0, 24);
    int fresh = ledger.highWater();

    ledger.retire(first);

    assertThat(ledger.totals().allocated()).isEqualTo(1);
    assertThat(ledger.detector().members(0, second)).containsExactly(kept);
    for (int i = 1; i < 1023; i++) {
      ledger.birth(second, 1, birthId, 2, 0, 24);
    }
    assertThat(ledger.highWater()).as("all from fresh chunks").isGreaterThanOrEqualTo(fresh);
    ledger.validate();
    ledger.dispose();
  }

  @Test
  void shape_should_be_kept_for_every_number_of_references() {
    for (boolean sites : new boolean[] {true, false}) {
      var ledger = Ledger.create(SMALL.withSites(sites));
      Context c = ledger.newContext(1);
      for (int references = 0; references < 9; references++) {
        for (int flags : new int[] {0, CountWord.ARRAY}) {
          int birthId = ledger.births().intern(references, flags);
          int slot = ledger.birth(c, references, birthId, references, flags, 100 + references);
          for (int i = 0; i < references; i++) {
            ledger.store(slot, i, slot, c, 50 + i);
          }

          assertThat(ledger.references(slot)).isEqualTo(references);
          assertThat(ledger.sizeOf(slot)).isEqualTo(100 + references);
          assertThat(ledger.typeOf(slot)).isEqualTo(references);
          assertThat(ledger.refs(slot)).isEqualTo(references);
          for (int i = 0; i < references; i++) {
            assertThat(ledger.referent(slot, i)).isEqualTo(slot);
            assertThat(ledger.storeContext(slot, i)).isEqualTo(sites ? 50 + i : 0);
          }
        }
      }
      ledger.validate();
      ledger.dispose();
    }
  }
}
