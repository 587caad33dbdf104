package io.refledger.rt;

import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.pins;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What the hooks do in a program that ran before; run by {@link AttachedModeTest}. */
class AttachedHooks {
  static class Node {
    Object next;
    Object read;
  }

  static class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static {
    WovenHeap.shape(Object.class, Node.class, Throwable.class, Exception.class);
    WovenHeap.shape(RuntimeException.class, Failure.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");
  private static final int READ = WovenHeap.storeSite(Node.class, "read");
  private static final Object[] BEFORE = new Object[1];

  private final WovenHeap heap = new WovenHeap();

  /** While all is woven nothing is born; then a frame from before reads a field and arrays. */
  static void begin() {
    WovenHeap heap = new WovenHeap();
    Node early = heap.make(Node::new);
    Object[] array = heap.array(new Object[1]);
    heap.put(early, array, READ, () -> early.read = array);
    assertThat(Identity.slot(early)).isZero();
    Installation.SHOWN.set(
        new String[] {Node.class.getName()},
        new String[] {"read"},
        new String[] {Node.class.getName()},
        false);
    Tracking.begin();
    assertThat(Identity.slot(array)).isZero();
  }

  /** Woven code stores it and lets go of it. */
  private void storeAndClear(Object o) {
    Node holder = heap.make(Node::new);
    heap.put(holder, o, NEXT, () -> holder.next = o);
    heap.put(holder, null, NEXT, () -> holder.next = null);
    heap.drop(holder);
  }

  @Test
  void object_that_nobody_took_should_outlive_its_last_reference() {
    Node a = heap.make(Node::new);
    Hooks.returning(a, heap.c);
    Hooks.returning(null, heap.c);

    storeAndClear(a);

    assertThat(isAlive(a)).isTrue();
    assertThat(pins(a)).isEqualTo(1);
  }

  @Test
  void object_that_woven_code_took_should_die_with_its_last_reference() {
    Node a = heap.make(Node::new);
    Hooks.returning(a, heap.c);
    Hooks.result(a, heap.c);
    Hooks.returning(null, heap.c);

    storeAndClear(a);
    assertThat(isAlive(a)).isTrue();
    heap.drop(a);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void borrowed_result_should_have_a_unit_for_a_frame_from_before() {
    Node a = heap.make(Node::new);

    Hooks.returningBorrowed(a, heap.c);
    Hooks.returning(null, heap.c);
    heap.drop(a);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void borrowed_result_should_have_one_unit_for_a_woven_frame() {
    Node a = heap.make(Node::new);

    Hooks.returningBorrowed(a, heap.c);
    Hooks.result(a, heap.c);
    heap.drop(a, a);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void object_should_be_in_foreign_hands_once_however_often_it_is_handed_over() {
    Node a = heap.make(Node::new);

    for (int i = 0; i < 5; i++) {
      Hooks.returningBorrowed(a, heap.c);
      Hooks.returning(null, heap.c);
      storeAndClear(a);
    }

    assertThat(pins(a)).isEqualTo(2);
  }

  @Test
  void exception_that_nobody_caught_should_outlive_its_last_reference() {
    Failure a = heap.make(Failure::new);
    Hooks.throwing(a, heap.c);
    Hooks.throwing(heap.make(Failure::new), heap.c);

    storeAndClear(a);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void object_of_a_field_that_is_read_unseen_should_outlive_its_reference() {
    Node holder = heap.make(Node::new);
    Node a = heap.make(Node::new);
    heap.put(holder, a, READ, () -> holder.read = a);
    heap.drop(a);

    heap.put(holder, null, READ, () -> holder.read = null);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void object_of_another_field_should_die_with_its_reference() {
    Node holder = heap.make(Node::new);
    Node a = heap.make(Node::new);
    heap.put(holder, a, NEXT, () -> holder.next = a);
    heap.drop(a);

    heap.put(holder, null, NEXT, () -> holder.next = null);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void field_should_be_known_to_be_read_also_when_it_is_stored_by_offset() {
    Node holder = heap.make(Node::new);
    Node a = heap.make(Node::new);
    long offset = Vm.U.objectFieldOffset(Node.class, "read");
    Hooks.putReference(Vm.U, holder, offset, a, heap.c, WovenHeap.SITE);
    heap.drop(a);

    Hooks.putReference(Vm.U, holder, offset, null, heap.c, WovenHeap.SITE);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void element_of_an_array_from_before_should_outlive_its_reference() {
    Node[] before = new Node[1];
    Node a = heap.make(Node::new);
    heap.set(before, 0, a);
    heap.drop(a);

    heap.set(before, 0, null);

    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void element_of_a_new_array_should_die_with_its_reference() {
    Node[] array = heap.array(new Node[1]);
    Node a = heap.make(Node::new);
    heap.set(array, 0, a);
    heap.drop(a);

    heap.set(array, 0, null);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void element_of_an_array_that_was_handed_over_should_outlive_its_reference() {
    Node[] array = heap.array(new Node[2]);
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    heap.set(array, 0, a);
    Hooks.returning(array, heap.c);
    Hooks.returning(null, heap.c);
    heap.set(array, 1, b);
    heap.drop(a, b);

    heap.set(array, 0, null);
    heap.set(array, 1, null);

    assertThat(isAlive(a)).isTrue();
    assertThat(isAlive(b)).isTrue();
  }

  @Test
  void elements_that_nobody_reads_should_die_with_their_references() {
    Node a = heap.make(Node::new);
    heap.set(BEFORE, 0, a);
    heap.drop(a);

    heap.set(BEFORE, 0, null);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void object_in_foreign_hands_should_die_eventually_when_the_jvm_has_collected_it() {
    int slot = handedOver();
    for (int i = 0; i < 100 && Installation.LEDGER.isLive(slot); i++) {
      WeakReference<Object> canary = new WeakReference<>(new Object());
      while (!canary.refersTo(null)) {
        System.gc();
      }
      Installation.LEDGER.detector().collect(2, heap.c);
    }

    assertThat(Installation.LEDGER.isLive(slot)).isFalse();
  }

  private int handedOver() {
    Node a = heap.make(Node::new);
    Hooks.returning(a, heap.c);
    Hooks.returning(null, heap.c);
    storeAndClear(a);
    return Identity.slot(a);
  }
}
