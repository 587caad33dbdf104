package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Objects that the JVM hashed before we met them; the hash looks like a slot in use. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignHashTest {
  static class Node {
    Object next;
  }

  static {
    WovenHeap.shape(Object.class, Node.class);
  }

  private static final int VALUE = WovenHeap.storeSite(String.class, "value");

  private final WovenHeap heap = new WovenHeap();

  /** Gives an object the hash that stands for a slot, as the JVM might have done. */
  private static <T> T hashed(T object, int slot) {
    assertThat(Identity.install(object, SlotNumber.of(slot))).isTrue();
    return object;
  }

  @Test
  void object_of_another_class_should_not_be_taken_for_the_owner_of_a_slot() {
    Node owner = heap.make(Node::new);

    Object foreign = hashed(new Object(), Identity.slot(owner));

    assertThat(Identity.slot(foreign)).isZero();
    assertThat(Identity.slot(owner)).isNotZero();
    heap.drop(owner);
  }

  @Test
  void object_should_not_revive_a_dead_slot_of_another_class() {
    Node dead = heap.make(Node::new);
    int slot = Identity.slot(dead);
    heap.drop(dead);

    Object foreign = hashed(new Object(), slot);
    Hooks.pin(foreign, Hooks.context());

    assertThat(LEDGER.isLive(slot)).isFalse();
  }

  @Test
  void string_with_another_array_should_not_be_taken_for_the_owner() {
    Object owner = heap.make(() -> new String(new char[] {'a'}));
    Object array = heap.array(Vm.U.getReference(owner, Vm.STRING_VALUE));
    heap.put(owner, array, VALUE, () -> {});
    heap.drop(array);

    Object foreign = hashed(new String(new char[] {'b'}), Identity.slot(owner));

    assertThat(Identity.slot(foreign)).isZero();
    assertThat(Identity.slot(owner)).isNotZero();
    heap.drop(owner);
  }

  @Test
  void string_of_the_archive_should_not_revive_a_dead_one() {
    Object dead = heap.make(() -> new String(new char[] {'a'}));
    int slot = Identity.slot(dead);
    heap.drop(dead);

    Hooks.pin(hashed(new String(new char[] {'b'}), slot), Hooks.context());

    assertThat(LEDGER.isLive(slot)).isFalse();
  }

  @Test
  void number_of_a_slot_without_its_check_should_mean_nothing() {
    Node owner = heap.make(Node::new);
    int slot = Identity.slot(owner);
    int wrong = 0;
    for (int bit = 1 << 20; bit < HeaderLayout.FIRST_MIRROR; bit <<= 1) {
      Node foreign = new Node();
      assertThat(Identity.install(foreign, SlotNumber.of(slot) ^ bit)).isTrue();
      wrong += Identity.slot(foreign) == 0 ? 0 : 1;
    }

    assertThat(wrong).isZero();
    assertThat(SlotNumber.slot(SlotNumber.of(slot))).isEqualTo(slot);
    heap.drop(owner);
  }

  @Test
  void slot_of_a_foreign_hash_that_was_met_should_go_to_no_object() {
    Node before = heap.make(Node::new);
    int next = nextSlot();
    Node foreign = hashed(new Node(), next);
    assertThat(Identity.slot(foreign)).isZero();

    Node born = heap.make(Node::new);

    assertThat(Identity.slot(born)).isNotZero().isNotEqualTo(next);
    assertThat(Identity.slot(foreign)).isZero();
    heap.drop(born);
    heap.drop(before);
  }

  @Test
  void slot_of_a_foreign_hash_should_go_to_no_object_when_it_was_met_locked() {
    Node before = heap.make(Node::new);
    int next = nextSlot();
    Node foreign = hashed(new Node(), next);
    synchronized (foreign) {
      assertThat(Identity.slot(foreign)).isZero();
    }

    Node born = heap.make(Node::new);

    assertThat(Identity.slot(born)).isNotZero().isNotEqualTo(next);
    heap.drop(born);
    heap.drop(before);
  }

  /** The slot that the next birth would get: a fresh one. */
  private int nextSlot() {
    while (heap.c.freshSlot == heap.c.freshEnd) heap.drop(heap.make(Node::new));
    return heap.c.freshSlot;
  }

  @Test
  void object_that_is_born_while_births_are_off_should_never_get_a_hash_of_the_jvm() {
    Object untracked = new Object();
    heap.c.births++;
    Hooks.created(untracked);
    heap.c.births--;

    assertThat(Identity.number(untracked)).isGreaterThanOrEqualTo(HeaderLayout.FIRST_IMMORTAL);
  }
}
