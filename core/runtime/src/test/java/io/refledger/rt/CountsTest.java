package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CountsTest {
  private final Heap heap = Heap.of();
  private final Ledger ledger = heap.ledger;
  private final Context c = heap.c;

  @AfterEach
  void validate() {
    heap.close();
  }

  @Test
  void birth_should_come_with_one_pin_and_no_reference() {
    int a = heap.born(0);

    assertThat(ledger.pins(a)).isEqualTo(1);
    assertThat(ledger.refs(a)).isZero();
    ledger.unpin(a, c, 1);
  }

  @Test
  void bind_should_turn_a_pin_into_a_reference_and_unbind_back() {
    int a = heap.born(0);

    ledger.bind(a, 0);
    assertThat(ledger.refs(a)).isEqualTo(1);
    assertThat(ledger.pins(a)).isZero();
    ledger.unbind(a, 0);
    assertThat(ledger.refs(a)).isZero();
    assertThat(ledger.pins(a)).isEqualTo(1);
    ledger.unpin(a, c, 1);
  }

  @Test
  void object_should_die_at_the_release_of_its_last_unit() {
    int a = heap.born(0);
    ledger.incref(a, c);

    ledger.unpin(a, c, 1);
    assertThat(ledger.isLive(a)).isTrue();
    ledger.decref(a, c, 2);
    assertThat(ledger.isLive(a)).isFalse();
    assertThat(ledger.totals().freedByCount()).isEqualTo(1);
    assertThat(ledger.totals().live()).isZero();
  }

  @Test
  void release_of_what_is_not_held_should_change_nothing_and_be_counted() {
    int a = heap.born(0);

    ledger.decref(a, c, 1);
    assertThat(ledger.refs(a)).isZero();
    assertThat(ledger.pins(a)).isEqualTo(1);
    ledger.bind(a, 0);
    ledger.bind(a, 0);
    ledger.unpin(a, c, 1);
    assertThat(ledger.refs(a)).isEqualTo(1);
    assertThat(ledger.pins(a)).isZero();
    assertThat(ledger.totals().underflows()).isEqualTo(3);
    ledger.decref(a, c, 1);
  }

  @Test
  void release_of_a_dead_object_should_be_an_underflow() {
    int a = heap.born(0);
    ledger.unpin(a, c, 1);

    ledger.decref(a, c, 1);
    ledger.unpin(a, c, 1);

    assertThat(ledger.totals().underflows()).isEqualTo(2);
    assertThat(ledger.totals().freedByCount()).isEqualTo(1);
  }

  @Test
  void pin_of_a_dead_object_should_revive_it() {
    int a = heap.born(0);
    ledger.unpin(a, c, 1);

    ledger.pin(a, c);

    assertThat(ledger.isLive(a)).isTrue();
    assertThat(ledger.totals().revived()).isEqualTo(1);
    assertThat(ledger.totals().revivedWeak()).isZero();
    assertThat(ledger.totals().live()).isEqualTo(1);
    ledger.unpin(a, c, 1);
    assertThat(ledger.isLive(a)).isFalse();
    assertThat(ledger.totals().freedByCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "2,false", "2,true", "4,false", "4,true"})
  void revived_object_should_bring_its_bytes_back(int references, boolean weak) {
    int flags = references == 0 ? CountWord.LEAF : 0;
    int a = ledger.birth(c, 1, ledger.births().intern(1, 1), references, flags, 40);
    if (weak) ledger.holdWeakly(a);
    ledger.unpin(a, c, 1);
    assertThat(ledger.totals().liveBytes()).isZero();

    ledger.pin(a, c);

    assertThat(ledger.totals().liveBytes()).isEqualTo(40);
    ledger.unpin(a, c, 1);
    assertThat(ledger.totals().liveBytes()).isZero();
    if (weak) ledger.releaseWeakly(a, c);
  }

  @Test
  void pin_of_a_dead_object_that_is_weakly_held_should_be_counted_apart() {
    int a = heap.born(0);
    ledger.holdWeakly(a);
    ledger.unpin(a, c, 1);

    ledger.pin(a, c);

    assertThat(ledger.totals().revived()).isZero();
    assertThat(ledger.totals().revivedWeak()).isEqualTo(1);
    ledger.unpin(a, c, 1);
  }

  @Test
  void revived_object_should_be_young_and_have_its_references_again() {
    int a = heap.born(0);
    int b = heap.born(0);
    ledger.store(a, 3, b, c, 1);
    ledger.holdWeakly(a);
    ledger.unpin(a, c, 1);
    assertThat(ledger.referent(a, 3)).isZero();

    ledger.pin(a, c);

    assertThat(ledger.referent(a, 3)).isEqualTo(b);
    assertThat(ledger.refs(b)).isEqualTo(1);
    assertThat(ledger.detector().members(0, c)).contains(a);
    ledger.unpin(a, c, 1);
    ledger.unpin(b, c, 1);
    ledger.releaseWeakly(a, c);
  }

  @Test
  void try_pin_should_leave_a_dead_object_dead() {
    int a = heap.born(0);
    assertThat(ledger.tryPin(a, c)).isTrue();
    ledger.unpin(a, c, 1);
    ledger.unpin(a, c, 1);

    assertThat(ledger.tryPin(a, c)).isFalse();

    assertThat(ledger.isLive(a)).isFalse();
    assertThat(ledger.pins(a)).isZero();
    assertThat(ledger.totals().revived()).isZero();
  }

  @Test
  void immortal_object_should_not_be_counted() {
    int a = heap.born(0);
    ledger.immortalize(a);
    long word = ledger.word(a);

    ledger.incref(a, c);
    ledger.unpin(a, c, 1);
    ledger.decref(a, c, 1);
    ledger.decref(a, c, 1);
    ledger.bind(a, 0);

    assertThat(ledger.word(a)).isEqualTo(word);
    assertThat(ledger.totals().underflows()).isZero();
    assertThat(ledger.totals().immortal()).isEqualTo(1);
  }

  @Test
  void object_should_turn_immortal_when_a_count_nears_its_limit() {
    int a = heap.born(0);
    for (int i = 0; i < 1 << 19; i++) {
      ledger.pin(a, c);
    }

    assertThat(CountWord.flags(ledger.word(a)) & CountWord.IMMORTAL).isNotZero();
    assertThat(ledger.totals().saturated()).isEqualTo(1);
  }

  @Test
  void null_should_be_counted_by_nobody() {
    ledger.incref(0, c);
    ledger.decref(0, c, 1);
    ledger.unpin(0, c, 1);

    assertThat(ledger.totals().underflows()).isZero();
  }

  @Test
  void foreign_object_should_not_die_at_zero() {
    int a = heap.born(0);
    ledger.setFlags(a, CountWord.FOREIGN);

    ledger.unpin(a, c, 1);

    assertThat(ledger.isLive(a)).isTrue();
    assertThat(ledger.totals().foreign()).isEqualTo(1);
  }

  @Test
  void release_that_leaves_an_object_alive_should_stamp_it() {
    int a = heap.born(0);
    ledger.incref(a, c);

    ledger.unpin(a, c, 99);

    assertThat(ledger.dropContext(a)).isEqualTo(99);
    ledger.decref(a, c, 1);
  }
}
