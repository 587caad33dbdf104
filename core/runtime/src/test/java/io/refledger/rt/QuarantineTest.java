package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What comes back with an object that a Reference hands out after its death. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuarantineTest {
  private static final int OLDEST = 2;

  private Heap heap;
  private Ledger ledger;
  private Context c;

  @BeforeEach
  void makeHeap() {
    heap =
        Heap.of(
            LedgerConfig.defaults()
                .withCollector(false)
                .withMaxBytes(256 << 20)
                .withReuseDistance(0));
    ledger = heap.ledger;
    c = heap.c;
  }

  @AfterEach
  void nothing_should_be_revived_but_through_references() {
    assertThat(ledger.totals().revived()).isZero();
    assertThat(ledger.totals().underflows()).isZero();
    heap.close();
  }

  @Test
  void object_should_come_back_with_what_died_with_it() {
    // root -> a -> b -> d, a -> e <- root2
    heap.and("root -> a").and("a -> b").and("b -> d").and("root2 -> e").and("a -> e");
    letGoOfBirths("a", "b", "d", "e");
    hold("a");
    heap.drop("root");
    assertThat(heap.deaths()).containsExactly("a", "b", "d");

    ledger.pin(heap.slot("a"), c);

    assertThat(List.of(heap.refs("b"), heap.refs("d"), heap.refs("e"))).isEqualTo(List.of(1, 1, 2));
    assertThat(ledger.referent(heap.slot("b"), 0)).isEqualTo(heap.slot("d"));
    assertThat(ledger.totals().revivedWeak()).isEqualTo(3);
    ledger.unpin(heap.slot("a"), c, 1);
    assertThat(heap.deaths()).containsExactly("a", "b", "d", "a", "b", "d");
    assertThat(heap.refs("e")).isEqualTo(1);
    heap.drop("root2");
  }

  @Test
  void slots_below_a_referent_should_not_be_used_again_before_its_reference_is_gone() {
    heap.and("root -> a").and("a -> b").and("b -> d");
    letGoOfBirths("a", "b", "d");
    hold("a");
    heap.drop("root");
    assertThat(births(20)).doesNotContain(heap.slot("a"), heap.slot("b"), heap.slot("d"));

    ledger.releaseWeakly(heap.slot("a"), c);
    heap.collect(OLDEST);

    assertThat(births(200)).contains(heap.slot("a"), heap.slot("b"), heap.slot("d"));
  }

  @Test
  void cycle_should_come_back_and_be_free_in_the_end() {
    // root -> a -> b -> a, b -> d; b is older than a
    heap.and("b -> d").and("root -> a").and("a <-> b");
    letGoOfBirths("a", "b", "d");
    hold("a");
    heap.drop("root");
    assertThat(heap.collect(OLDEST)).isEqualTo(3);
    assertThat(births(20)).doesNotContain(heap.slot("a"), heap.slot("b"), heap.slot("d"));

    ledger.pin(heap.slot("a"), c);

    assertThat(List.of(heap.refs("a"), heap.refs("b"), heap.refs("d"))).isEqualTo(List.of(1, 1, 1));
    ledger.unpin(heap.slot("a"), c, 1);
    assertThat(heap.collect(OLDEST)).isEqualTo(3);
    ledger.releaseWeakly(heap.slot("a"), c);
    heap.collect(OLDEST);
    assertThat(births(200)).contains(heap.slot("a"), heap.slot("b"), heap.slot("d"));
  }

  @Test
  void what_two_referents_lead_to_should_wait_for_both_references() {
    // root -> a -> d, root -> b -> d
    heap.and("root -> a").and("root -> b").and("a -> d").and("b -> d");
    letGoOfBirths("a", "b", "d");
    hold("a");
    hold("b");
    heap.drop("root");
    ledger.releaseWeakly(heap.slot("a"), c);
    heap.collect(OLDEST);
    List<Integer> born = births(20);
    assertThat(born).contains(heap.slot("a")).doesNotContain(heap.slot("b"), heap.slot("d"));

    ledger.releaseWeakly(heap.slot("b"), c);
    heap.collect(OLDEST);

    assertThat(births(200)).contains(heap.slot("b"), heap.slot("d"));
  }

  @Test
  void living_object_that_nothing_keeps_any_more_should_die_as_others() {
    // root -> a -> b <- root2
    heap.and("root -> a").and("root2 -> b").and("a -> b");
    letGoOfBirths("a", "b");
    hold("a");
    heap.drop("root");
    ledger.releaseWeakly(heap.slot("a"), c);
    heap.collect(OLDEST);

    heap.drop("root2");

    assertThat(births(200)).contains(heap.slot("b"));
  }

  @Test
  void long_chain_should_go_and_come_back_without_recursion() {
    int length = 200_000;
    int first = heap.born(0);
    int last = first;
    for (int i = 1; i < length; i++) {
      int next = heap.born(0);
      ledger.store(last, 0, next, c, 1);
      ledger.unpin(next, c, 1);
      last = next;
    }
    ledger.holdWeakly(first);
    ledger.unpin(first, c, 1);
    assertThat(ledger.totals().live()).isZero();

    ledger.pin(first, c);

    assertThat(ledger.totals().live()).isEqualTo(length);
    assertThat(ledger.refs(last)).isEqualTo(1);
    ledger.unpin(first, c, 1);
    ledger.releaseWeakly(first, c);
    heap.collect(OLDEST);
    assertThat(births(length)).contains(first, last);
  }

  @Test
  void elements_should_come_back_to_their_places() {
    int array = ledger.birth(c, 8, ledger.births().intern(8, 1), 5, CountWord.ARRAY, 40);
    int b = heap.born(0);
    int d = heap.born(CountWord.LEAF);
    ledger.store(array, 1, b, c, 1);
    ledger.store(array, 4, d, c, 1);
    ledger.unpin(b, c, 1);
    ledger.unpin(d, c, 1);
    ledger.holdWeakly(array);
    ledger.unpin(array, c, 1);

    ledger.pin(array, c);

    assertThat(ledger.referent(array, 1)).isEqualTo(b);
    assertThat(ledger.referent(array, 4)).isEqualTo(d);
    assertThat(ledger.isLive(b) && ledger.isLive(d)).isTrue();
    ledger.unpin(array, c, 1);
    ledger.releaseWeakly(array, c);
  }

  @Test
  void store_after_the_return_should_release_what_came_back() {
    heap.and("root -> a").and("a -> b");
    letGoOfBirths("a", "b");
    hold("a");
    heap.drop("root");
    ledger.pin(heap.slot("a"), c);

    ledger.store(heap.slot("a"), 0, 0, c, 1);

    assertThat(heap.deaths()).containsExactly("a", "b", "b");
    ledger.unpin(heap.slot("a"), c, 1);
    ledger.releaseWeakly(heap.slot("a"), c);
  }

  @Test
  void full_quarantine_should_be_swept_without_a_collection() {
    for (int i = 0; i < 100_000; i++) {
      int a = heap.born(0);
      int b = heap.born(0);
      ledger.store(a, 0, b, c, 1);
      ledger.unpin(b, c, 1);
      ledger.holdWeakly(a);
      ledger.unpin(a, c, 1);
      ledger.releaseWeakly(a, c);
    }

    assertThat(ledger.highWater()).isLessThan(20_000);
  }

  private void hold(String name) {
    ledger.holdWeakly(heap.slot(name));
  }

  /** Takes the pin of birth from objects that were drawn into a heap that was made before. */
  private void letGoOfBirths(String... names) {
    for (String name : names) {
      ledger.unpin(heap.slot(name), c, Heap.BORN);
    }
  }

  /** The slots of so many new objects, which die again. */
  private List<Integer> births(int count) {
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(heap.born(0));
    }
    slots.forEach(slot -> ledger.unpin(slot, c, 1));
    return slots;
  }
}
