package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.pins;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A load whose field changed twice between its reads, and whose value has died by then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LateLoadsTest {
  static class Node {
    Object next;
    Object other;
  }

  static {
    WovenHeap.shape(Object.class, Node.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");
  private static final int OTHER = WovenHeap.storeSite(Node.class, "other");

  private final WovenHeap heap = new WovenHeap();
  private final Node value = heap.make(Node::new);

  @Test
  void value_should_come_back_with_all_that_died_with_it() {
    // value -> array -> last -> other, which lives; value -> other
    Node other = heap.make(Node::new);
    Node last = heap.make(Node::new);
    Object[] array = heap.arrayOf(null, last);
    heap.put(value, array, NEXT, () -> value.next = array);
    heap.put(value, other, OTHER, () -> value.other = other);
    heap.put(last, other, NEXT, () -> last.next = other);
    heap.drop(array, last, value);
    assertThat(isAlive(value) || isAlive(array) || isAlive(last)).isFalse();
    LedgerTotals before = LEDGER.totals();

    Hooks.confirm(value, null);

    LedgerTotals after = LEDGER.totals();
    assertThat(after.revived() - before.revived()).isEqualTo(3);
    assertThat(after.lateLoads() - before.lateLoads()).isEqualTo(3);

    assertThat(List.of(refs(value), pins(value), refs(array), refs(last), refs(other)))
        .isEqualTo(List.of(0, 1, 1, 1, 2));
    assertThat(LEDGER.referent(Identity.slot(array), 1)).isEqualTo(Identity.slot(last));
    heap.drop(value);
    assertThat(isAlive(array) || isAlive(last)).isFalse();
    assertThat(refs(other)).isZero();
    heap.drop(other);
  }

  @Test
  void cycle_should_be_counted_once() {
    // value -> second -> value
    Node second = heap.make(Node::new);
    heap.put(value, second, NEXT, () -> value.next = second);
    heap.put(second, value, NEXT, () -> second.next = value);
    heap.drop(value, second);
    LEDGER.detector().collect(2, heap.c);
    assertThat(isAlive(value) || isAlive(second)).isFalse();

    Hooks.confirm(value, null);

    assertThat(List.of(refs(value), pins(value), refs(second))).isEqualTo(List.of(1, 1, 1));
    heap.drop(value);
    LEDGER.detector().collect(2, heap.c);
    assertThat(isAlive(value) || isAlive(second)).isFalse();
  }

  @Test
  void weakly_held_value_should_be_no_late_load() {
    int slot = Identity.slot(value);
    LEDGER.holdWeakly(slot);
    heap.drop(value);
    long before = LEDGER.lateLoads();

    Hooks.confirm(value, null);

    assertThat(LEDGER.lateLoads()).isEqualTo(before);
    heap.drop(value);
    LEDGER.releaseWeakly(slot, heap.c);
  }
}
