package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.pins;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReferenceHooksTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  static {
    WovenHeap.shape(Object.class);
    Installation.SHAPES.register(
        null,
        "java/lang/ref/Reference",
        new String[] {"referent", "queue", "next", "discovered"},
        new String[0]);
    String[] none = {};
    Installation.SHAPES.register(null, "java/lang/ref/SoftReference", none, none);
    Installation.SHAPES.register(null, "java/lang/ref/WeakReference", none, none);
  }

  private final WovenHeap heap = new WovenHeap();
  private final Object a = heap.make(Object::new);

  private <T extends Reference<Object>> T refer(T reference) {
    heap.make(() -> reference);
    Hooks.referenceCreated(reference, a, heap.c, SITE);
    return reference;
  }

  @Test
  void weak_reference_should_not_count_and_quarantine_its_referent() {
    Reference<Object> weak = refer(new WeakReference<>(a));
    int slot = Identity.slot(a);
    assertThat(refs(a)).isEqualTo(0);
    assertThat(LEDGER.references(Identity.slot(weak))).isEqualTo(3);

    heap.drop(a);

    assertThat(isAlive(a)).isFalse();
    assertThat(CountWord.flags(LEDGER.word(slot)) & CountWord.WEAK).isEqualTo(CountWord.WEAK);
    heap.drop(weak);
    assertThat(CountWord.flags(LEDGER.word(slot)) & CountWord.WEAK).isEqualTo(0);
  }

  @Test
  void dead_reference_on_the_list_of_the_jvm_should_be_revived_weakly() {
    Reference<Object> weak = refer(new WeakReference<>(a));
    heap.drop(weak);
    LedgerTotals before = LEDGER.totals();

    Hooks.pin(weak, Hooks.context());

    assertThat(LEDGER.totals().revived()).isEqualTo(before.revived());
    assertThat(LEDGER.totals().revivedWeak()).isEqualTo(before.revivedWeak() + 1);
    heap.drop(weak, a);
  }

  @Test
  void reference_with_a_queue_should_come_back_with_all_it_refers_to() {
    ReferenceQueue<Object> queue = heap.make(ReferenceQueue::new);
    Reference<Object> weak = refer(new WeakReference<>(a, queue));
    Hooks.referenceQueued(weak, queue, heap.c);
    heap.put(weak, queue, WovenHeap.storeSite(Reference.class, "queue"), () -> {});
    heap.drop(queue, weak);
    assertThat(isAlive(queue)).isFalse();
    LedgerTotals before = LEDGER.totals();

    Hooks.pin(weak, Hooks.context());

    assertThat(refs(queue)).isEqualTo(1);
    assertThat(LEDGER.totals().revived()).isEqualTo(before.revived());
    heap.drop(weak, a);
  }

  @Test
  void cleared_weak_reference_should_end_the_quarantine() {
    Reference<Object> weak = refer(new WeakReference<>(a));
    int slot = Identity.slot(a);
    heap.drop(a);

    Hooks.referenceCleared(weak, heap.c, SITE);

    assertThat(CountWord.flags(LEDGER.word(slot)) & CountWord.WEAK).isEqualTo(0);
    heap.drop(weak);
  }

  @Test
  void soft_reference_should_hold_its_referent_until_it_is_cleared() {
    Reference<Object> soft = refer(new SoftReference<>(a));
    heap.drop(a);
    assertThat(refs(a)).isEqualTo(1);

    Hooks.referenceCleared(soft, heap.c, SITE);

    assertThat(isAlive(a)).isFalse();
    heap.drop(soft);
  }

  @Test
  void soft_reference_should_let_go_when_it_dies() {
    Reference<Object> soft = refer(new SoftReference<>(a));
    heap.drop(a);

    heap.drop(soft);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void dead_object_met_through_a_weak_reference_should_be_a_weak_revival() {
    Reference<Object> weak = refer(new WeakReference<>(a));
    heap.drop(a);
    long before = LEDGER.totals().revivedWeak();

    Hooks.pin(a, Hooks.context());

    assertThat(LEDGER.totals().revivedWeak()).isEqualTo(before + 1);
    assertThat(isAlive(a)).isTrue();
    heap.drop(a, weak);
  }

  @Test
  void interned_string_should_be_weakly_held_as_long_as_the_jvm_has_it() {
    String s = heap.make(() -> new String("interned"));
    int slot = Identity.slot(s);

    Hooks.interned(s);
    Hooks.interned(s);
    heap.drop(s);
    System.gc();
    LEDGER.detector().collect(2, heap.c);

    assertThat(LEDGER.weakReferences(slot)).isEqualTo(1);
    assertThat(s).isEqualTo("interned"); // the JVM had it until here
  }

  @Test
  void slot_of_an_interned_string_should_be_free_eventually_when_the_jvm_has_collected_it() {
    int slot = internedAndDropped();

    assertThatItIsHeldNoMore(slot);
  }

  private int internedAndDropped() {
    String s = heap.make(() -> new String("interned, and dropped"));
    Hooks.interned(s);
    heap.drop(s);
    return Identity.slot(s);
  }

  /** Where records cannot be had for it, or its class is not tracked. */
  @Test
  void slot_should_be_free_eventually_when_an_untracked_reference_to_it_is_gone() {
    int slot = referredToAndDropped();
    assertThat(LEDGER.weakReferences(slot)).isEqualTo(1);

    assertThatItIsHeldNoMore(slot);
  }

  private int referredToAndDropped() {
    Object o = heap.make(Object::new);
    Hooks.referenceCreated(new WeakReference<>(o), o, heap.c, SITE);
    heap.drop(o);
    return Identity.slot(o);
  }

  private void assertThatItIsHeldNoMore(int slot) {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (LEDGER.weakReferences(slot) != 0) {
      assertThat(Instant.now()).isBefore(deadline);
      System.gc();
      LEDGER.detector().collect(2, heap.c);
    }
    assertThat(CountWord.flags(LEDGER.word(slot)) & CountWord.WEAK).isZero();
  }

  @Test
  void thread_that_the_jvm_made_should_be_held_until_it_ends() {
    Thread thread = new Thread();
    Hooks.created(thread);
    Object next = heap.make(Object::new);
    Object[] array = heap.arrayOf(thread);
    heap.set(array, 0, null);

    assertThat(isAlive(thread)).isTrue();

    Hooks.threadExited(thread, heap.c, SITE);
    assertThat(isAlive(thread)).isFalse();
    heap.drop(array, next);
  }

  @Test
  void thread_should_be_held_from_start_to_end() {
    Thread thread = heap.make(() -> new Thread(() -> {}));
    Hooks.threadStarted(thread);
    heap.drop(thread);
    assertThat(pins(thread)).isEqualTo(1);

    Hooks.threadExited(thread, heap.c, SITE);

    assertThat(isAlive(thread)).isFalse();
  }

  @Test
  void thread_that_meets_itself_after_its_end_should_be_revived_weakly() {
    Thread thread = heap.make(() -> new Thread(() -> {}));
    Hooks.threadStarted(thread);
    heap.drop(thread);
    Hooks.threadExited(thread, heap.c, SITE);
    LedgerTotals before = LEDGER.totals();

    Hooks.pin(thread, Hooks.context());

    assertThat(LEDGER.totals().revived()).isEqualTo(before.revived());
    assertThat(LEDGER.totals().revivedWeak()).isEqualTo(before.revivedWeak() + 1);
    heap.drop(thread);
  }
}
