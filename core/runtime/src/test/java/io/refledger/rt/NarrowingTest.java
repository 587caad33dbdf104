package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is tracked stays exact when there is no memory for more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NarrowingTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** What somebody else takes, of a ledger that all tests share. */
  private static volatile long pressureBytes;

  static class Box {
    Object content;
  }

  static {
    WovenHeap.shape(Object.class, Box.class);
    LEDGER.memory().budget().add(() -> pressureBytes);
  }

  private static final int CONTENT = WovenHeap.storeSite(Box.class, "content");

  private final WovenHeap heap = new WovenHeap();
  private final List<Object> filling = new ArrayList<>();
  private final Object a = heap.make(Object::new);

  /** From now on no object and no record finds room. */
  private void spend() {
    pressureBytes = LEDGER.memory().budget().limitBytes();
    LEDGER.memory().usedBytes();
    Object last;
    do {
      last = heap.make(Box::new); // what has no references is refused before
      filling.add(last);
    } while (Identity.slot(last) != 0);
  }

  @AfterEach
  void relax() {
    pressureBytes = 0;
    LEDGER.memory().usedBytes();
    filling.forEach(o -> heap.drop(o));
  }

  @Test
  void what_an_untracked_array_refers_to_should_live() {
    spend();
    Object[] untracked = heap.array(new Object[1]);
    assertThat(Identity.slot(untracked)).isZero();

    heap.set(untracked, 0, a);
    heap.drop(a);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void what_an_untracked_object_refers_to_should_live() {
    spend();
    Box untracked = heap.make(Box::new);

    heap.put(untracked, a, CONTENT, () -> untracked.content = a);
    heap.drop(a);

    assertThat(Identity.slot(untracked)).isZero();
    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void what_an_untracked_copy_refers_to_should_live() {
    Object[] array = heap.arrayOf(a);
    spend();

    Object[] copy = array.clone();
    Hooks.cloned(copy, heap.c, SITE);
    heap.drop(a, array);

    assertThat(isAlive(array)).isFalse();
    assertThat(isAlive(copy[0])).isTrue();
  }

  @Test
  void what_was_copied_into_an_untracked_array_should_live() {
    Object[] array = heap.arrayOf(a);
    spend();
    Object[] untracked = heap.array(new Object[1]);

    Hooks.arraycopy(array, 0, untracked, 0, 1, heap.c, SITE);
    heap.drop(a, array);

    assertThat(isAlive(untracked[0])).isTrue();
  }

  @Test
  void what_a_constructor_that_is_not_woven_has_stored_should_live() {
    spend();
    Box untracked = heap.make(Box::new);
    untracked.content = a;

    Hooks.filled(untracked, heap.c, SITE);
    heap.drop(a);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void what_an_untracked_reference_to_it_holds_should_be_no_other_object_s_slot_until_it_is_gone() {
    spend();
    int slot = Identity.slot(a);
    WeakReference<Object> untracked = heap.make(() -> new WeakReference<>(a));
    Hooks.referenceCreated(untracked, a, heap.c, SITE);

    heap.drop(a);

    assertThat(isAlive(a)).isFalse();
    assertThat(LEDGER.weakReferences(slot)).isEqualTo(1);
    assertThat(untracked.refersTo(a)).isTrue();
  }

  @Test
  void handed_out_object_should_die_eventually_when_the_jvm_has_collected_it() {
    spend();
    int slot = storedAndDropped();
    assertThat(LEDGER.isLive(slot)).isTrue();

    collectUntil(() -> !LEDGER.isLive(slot));
  }

  private void collectUntil(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      System.gc();
      LEDGER.detector().collect(2, heap.c);
    }
  }

  private int storedAndDropped() {
    Object tracked = filling.get(0);
    filling.set(0, null);
    int slot = Identity.slot(tracked);
    Object[] untracked = heap.array(new Object[1]);
    heap.set(untracked, 0, tracked);
    heap.drop(tracked);
    return slot;
  }

  @Test
  void objects_should_be_tracked_again_as_others_die() {
    spend();
    heap.drop(filling.get(0), filling.get(1));
    filling.set(0, null);
    filling.set(1, null);

    Object later = heap.make(Box::new);

    assertThat(isAlive(later)).isTrue();
    heap.drop(later);
  }

  @Test
  void object_without_references_should_be_refused_before_others() {
    var config = LedgerConfig.defaults().withCollector(false).withPool("off").withMaxBytes(8 << 20);
    Ledger ledger = Ledger.create(config);
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 0);
    while (ledger.birth(c, 1, birthId, 0, CountWord.LEAF, 24) != 0) {}
    assertThat(ledger.memory().narrowing()).isEqualTo(Narrowing.LEAVES);

    int others = 0;
    while (ledger.birth(c, 1, birthId, 2, 0, 24) != 0) others++;

    assertThat(others).isPositive();
    assertThat(ledger.memory().narrowing()).isEqualTo(Narrowing.OBJECTS);
    assertThat(ledger.newStatics(1, 4)).isPositive();
    assertThat(ledger.memory().usedBytes()).isLessThanOrEqualTo(config.maxBytes());
    assertThat(ledger.totals().untracked()).isEqualTo(2);
    ledger.dispose();
  }

  @Test
  void allocation_site_that_comes_too_late_should_be_left_out_and_counted() {
    var config = LedgerConfig.defaults().withCollector(false).withPool("off").withMaxBytes(8 << 20);
    Ledger ledger = Ledger.create(config);
    Context c = ledger.newContext(1);
    int known = ledger.births().intern(1, 7);
    int plain = ledger.births().intern(1, 0);
    while (ledger.birth(c, 1, plain, 0, CountWord.LEAF, 24) != 0) {}

    assertThat(ledger.births().intern(1, 7)).isEqualTo(known);
    assertThat(ledger.births().intern(1, 8)).isEqualTo(plain);
    assertThat(ledger.births().intern(2, 0)).isGreaterThan(plain);
    assertThat(ledger.totals().refusedEntries()).isEqualTo(1);
    ledger.dispose();
  }
}
