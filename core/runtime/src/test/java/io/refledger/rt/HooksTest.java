package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.pins;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HooksTest {
  static class Node {
    Object next;
    int weight;
    Object other;
  }

  static class Leaf extends Node {
    Object leaf;
  }

  static {
    WovenHeap.shape(Object.class, Node.class, Leaf.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");
  private static final int OTHER = WovenHeap.storeSite(Leaf.class, "other");
  private static final int LEAF = WovenHeap.storeSite(Leaf.class, "leaf");

  private final WovenHeap heap = new WovenHeap();

  private static boolean isForeign(Object o) {
    return (CountWord.flags(LEDGER.word(Identity.slot(o))) & CountWord.FOREIGN) != 0;
  }

  @Test
  void new_object_should_have_one_unit_and_die_with_it() {
    Node a = heap.make(Node::new);
    assertThat(pins(a)).isEqualTo(1);
    assertThat(refs(a)).isEqualTo(0);

    heap.drop(a);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void constructed_object_should_know_its_allocation_site() {
    Node a = heap.make(Node::new);

    int birthId = LEDGER.birthId(Identity.slot(a));

    assertThat(LEDGER.births().allocationContext(birthId)).isEqualTo(SITE);
    assertThat(Installation.TYPES.get(LEDGER.births().type(birthId)).name)
        .isEqualTo(Node.class.getName());
    heap.drop(a);
  }

  /** A method handle, reflection or deserialization: allocation first, a constructor after it. */
  @Test
  void object_that_was_born_before_its_constructor_should_not_be_born_again() {
    Node a = new Node();
    Hooks.allocated(a, heap.c, SITE);
    Hooks.returning(a, heap.c);
    long allocated = heap.c.allocated;

    Hooks.created(a);

    assertThat(heap.c.allocated).isEqualTo(allocated);
    assertThat(heap.c.returned).isEqualTo(Identity.slot(a));
    assertThat(isForeign(a)).isFalse();
    Hooks.result(a, heap.c);
    assertThat(pins(a)).isEqualTo(1);
    heap.drop(a);
  }

  @Test
  void result_should_take_over_the_unit_that_was_returned() {
    Node a = heap.make(Node::new);

    Hooks.returning(a, heap.c);
    Hooks.result(a, heap.c);

    assertThat(pins(a)).isEqualTo(1);
    assertThat(heap.c.returned).isEqualTo(0);
    heap.drop(a);
  }

  @Test
  void result_should_pin_what_unwoven_code_returned() {
    Node a = heap.make(Node::new);

    Hooks.result(a, heap.c);

    assertThat(pins(a)).isEqualTo(2);
    heap.drop(a, a);
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void object_should_turn_foreign_when_nobody_takes_its_unit() {
    Node a = heap.make(Node::new);
    Hooks.returning(a, heap.c);

    Hooks.returning(null, heap.c);

    assertThat(isForeign(a)).isTrue();
    assertThat(pins(a)).isEqualTo(0);
    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void object_that_unwoven_code_was_given_should_outlive_a_method_that_returns_it() {
    Node a = heap.make(Node::new);
    Hooks.returning(a, heap.c); // to a caller that is not woven, which calls a method of it
    Hooks.pin(a, Hooks.context());
    Hooks.returning(a, heap.c);

    Hooks.result(a, heap.c); // the method called another one for it
    heap.drop(a);

    assertThat(isAlive(a)).isTrue();
    assertThat(isForeign(a)).isTrue();
    Object[] array = heap.arrayOf(a);
    heap.drop((Object) array);
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void exception_that_the_jvm_gives_a_cause_should_keep_one_unit() {
    Throwable e = heap.make(IllegalStateException::new);
    Hooks.returning(e, heap.c); // its constructor, to the JVM
    Hooks.pin(e, Hooks.context());
    Hooks.returning(e, heap.c); // initCause

    Hooks.caught(e, heap.c);

    assertThat(isForeign(e)).isFalse();
    assertThat(pins(e)).isEqualTo(1);
    heap.drop(e);
    assertThat(isAlive(e)).isFalse();
  }

  @Test
  void exception_that_the_jvm_gives_a_cause_should_keep_its_unit_when_it_is_borrowed() {
    Throwable e = heap.make(IllegalStateException::new);
    Hooks.returning(e, heap.c); // its constructor, to the JVM
    Hooks.returningBorrowed(e, heap.c); // initCause

    Hooks.caught(e, heap.c);

    assertThat(isForeign(e)).isFalse();
    assertThat(pins(e)).isEqualTo(1);
    heap.drop(e);
    assertThat(isAlive(e)).isFalse();
  }

  @Test
  void object_in_foreign_hands_should_not_be_taken_over_with_a_borrowed_result() {
    Node made = heap.make(Node::new);
    Hooks.returning(made, heap.c); // to unwoven code, which passes it on
    Hooks.returningBorrowed(made, heap.c);

    Hooks.result(made, heap.c);
    Hooks.unpin(made, heap.c, SITE);

    assertThat(isForeign(made)).isTrue();
    assertThat(isAlive(made)).isTrue();
  }

  @Test
  void result_that_is_of_no_use_should_end_its_own_unit_alone() {
    Node made = heap.make(Node::new);
    Node other = heap.make(Node::new);
    Hooks.returning(made, heap.c);

    Hooks.discard(other, heap.c, SITE);
    assertThat(isAlive(made)).isTrue();
    Hooks.discard(made, heap.c, SITE);

    assertThat(isAlive(made)).isFalse();
    assertThat(isAlive(other)).isTrue();
  }

  @Test
  void exception_of_the_jvms_should_keep_its_unit_when_the_jvm_makes_another_object() {
    Throwable e = heap.make(IllegalStateException::new);
    Node other = heap.make(Node::new);
    Hooks.returning(e, heap.c);
    Hooks.returning(other, heap.c);

    Hooks.caught(e, heap.c);

    assertThat(isForeign(e)).isFalse();
    assertThat(pins(e)).isEqualTo(1);
    heap.drop(e);
    assertThat(isAlive(e)).isFalse();
    Hooks.returning(null, heap.c);
  }

  @Test
  void error_that_the_jvm_keeps_of_a_failed_initialiser_should_be_immortal() {
    Throwable kept = heap.make(() -> new ExceptionInInitializerError("failed"));
    Hooks.returning(kept, heap.c);

    Hooks.returning(null, heap.c);

    assertThat(LEDGER.isImmortal(Identity.slot(kept))).isTrue();
    assertThat(isForeign(kept)).isFalse();
  }

  @Test
  void registers_should_be_as_before_when_the_runtime_has_run_woven_code() {
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    Hooks.returning(a, heap.c);

    long state = Units.putAside(heap.c);
    Hooks.pin(b, Hooks.context());
    Hooks.returning(b, heap.c);
    Units.takeUp(state, heap.c);

    Hooks.result(a, heap.c);
    assertThat(isForeign(a)).isFalse();
    assertThat(pins(a)).isEqualTo(1);
    assertThat(pins(b)).isEqualTo(1);
    heap.drop(a, b);
  }

  @Test
  void unheld_result_should_be_foreign_until_it_is_stored() {
    Node a = heap.make(Node::new);
    Node holder = heap.make(Node::new);
    Hooks.returning(a, heap.c);

    Hooks.unheld(heap.c);

    assertThat(isForeign(a)).isTrue();
    heap.put(holder, a, NEXT, () -> holder.next = a);
    assertThat(isForeign(a)).isFalse();
    heap.put(holder, null, NEXT, () -> holder.next = null);
    assertThat(isAlive(a)).isFalse();
    heap.drop(holder);
  }

  @Test
  void region_should_hold_what_it_meets_until_it_is_left() {
    Node stored = heap.make(Node::new);
    Node holder = heap.make(Node::new);
    Node made = new Node();
    heap.put(holder, stored, NEXT, () -> holder.next = stored);
    heap.drop(stored);

    int region = Hooks.region(heap.c);
    Hooks.heldLoad(stored, heap.c);
    Hooks.heldLoad(stored, heap.c);
    Hooks.created(made);
    Hooks.heldConstructed(heap.c, SITE);
    heap.put(holder, null, NEXT, () -> holder.next = null);

    assertThat(pins(stored)).isEqualTo(1);
    assertThat(pins(made)).isEqualTo(1);
    Hooks.leaveRegion(heap.c, region, SITE);
    assertThat(isAlive(stored)).isFalse();
    assertThat(isAlive(made)).isFalse();
    heap.drop(holder);
  }

  @Test
  void region_should_hand_over_what_it_returns() {
    Node a = heap.make(Node::new);
    int region = Hooks.region(heap.c);
    Hooks.returning(a, heap.c);
    Hooks.heldResult(a, heap.c);

    Hooks.heldReturning(a, heap.c);
    Hooks.leaveRegion(heap.c, region, SITE);
    Hooks.result(a, heap.c);

    assertThat(pins(a)).isEqualTo(1);
    heap.drop(a);
    assertThat(isAlive(a)).isFalse();
  }

  /** The JVM makes it through its constructor, which hands over a unit, and throws it. */
  @Test
  void exception_of_the_jvm_should_bring_the_unit_of_its_birth() {
    Throwable e = heap.make(Throwable::new);
    Hooks.returning(e, heap.c);

    Hooks.caught(e, heap.c);

    assertThat(pins(e)).isEqualTo(1);
    heap.drop(e);
    assertThat(isAlive(e)).isFalse();
  }

  @Test
  void exception_should_be_handed_to_its_handler() {
    Throwable e = heap.make(Throwable::new);

    Hooks.throwing(e, heap.c);
    Hooks.caught(e, heap.c);

    assertThat(pins(e)).isEqualTo(1);
    heap.drop(e);
    assertThat(isAlive(e)).isFalse();
  }

  @Test
  void bind_should_make_a_unit_a_reference_and_unbind_the_reverse() {
    Node a = heap.make(Node::new);

    Hooks.bind(a, heap.c, 0);
    assertThat(refs(a)).isEqualTo(1);
    assertThat(pins(a)).isEqualTo(0);

    Hooks.unbind(a, heap.c, 0);
    assertThat(refs(a)).isEqualTo(0);
    heap.drop(a);
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void field_store_should_count_the_new_referent_and_release_the_old() {
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    heap.put(a, b, NEXT, () -> a.next = b);
    heap.drop(b);
    assertThat(refs(b)).isEqualTo(1);

    heap.put(a, null, NEXT, () -> a.next = null);

    assertThat(isAlive(b)).isFalse();
    heap.drop(a);
  }

  @Test
  void field_of_a_superclass_should_be_found_through_the_subclass() {
    Leaf a = heap.make(Leaf::new);
    Node b = heap.make(Node::new);

    heap.put(a, b, OTHER, () -> a.other = b);
    heap.put(a, b, LEAF, () -> a.leaf = b);

    int slot = Identity.slot(a);
    assertThat(LEDGER.references(slot)).isEqualTo(3);
    assertThat(LEDGER.referent(slot, 1)).isEqualTo(Identity.slot(b));
    assertThat(LEDGER.referent(slot, 2)).isEqualTo(Identity.slot(b));
    assertThat(LEDGER.storeContext(slot, 2)).isEqualTo(LEAF);
    assertThat(refs(b)).isEqualTo(2);
    heap.drop(a);
    assertThat(refs(b)).isEqualTo(0);
    heap.drop(b);
  }

  @Test
  void chain_should_die_when_its_head_does() {
    // a -> b -> c
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    Node c = heap.make(Node::new);
    heap.put(a, b, NEXT, () -> a.next = b);
    heap.put(b, c, NEXT, () -> b.next = c);
    heap.drop(b, c);

    heap.drop(a);

    assertThat(isAlive(a) || isAlive(b) || isAlive(c)).isFalse();
  }

  @Test
  void untracked_referrer_should_release_what_its_field_really_held() {
    Node old = new Node();
    Node b = heap.make(Node::new);
    heap.put(old, b, NEXT, () -> old.next = b);
    heap.drop(b);
    assertThat(refs(b)).isEqualTo(1);

    heap.put(old, null, NEXT, () -> old.next = null);

    assertThat(isAlive(b)).isFalse();
    assertThat(Identity.slot(old)).isEqualTo(0);
  }

  @Test
  void store_to_null_should_do_nothing() {
    Node b = heap.make(Node::new);

    assertThat(Hooks.beforeFieldStore(null, b, heap.c, NEXT)).isEqualTo(0);

    assertThat(refs(b)).isEqualTo(0);
    heap.drop(b);
  }

  @Test
  void field_stored_before_super_should_have_its_edge() {
    Node a = new Node();
    Node b = heap.make(Node::new);
    a.next = b;
    Hooks.created(a);
    Hooks.result(a, heap.c);

    Hooks.initialEdge(a, b, heap.c, NEXT);
    heap.drop(b);

    assertThat(refs(b)).isEqualTo(1);
    heap.drop(a);
    assertThat(isAlive(b)).isFalse();
  }

  @Test
  void adopt_keep_and_confirm_should_leave_exactly_one_unit() {
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);

    Hooks.adopt(a, a, Hooks.context());
    assertThat(pins(a)).isEqualTo(1);
    Hooks.adopt(a, null, Hooks.context());
    assertThat(pins(a)).isEqualTo(2);
    assertThat(Hooks.keep(a, a, heap.c, SITE)).isSameAs(a);
    assertThat(pins(a)).isEqualTo(1);
    assertThat(Hooks.keep(null, a, heap.c, SITE)).isSameAs(a);
    assertThat(pins(a)).isEqualTo(1);
    assertThat(Hooks.confirm(b, a)).isSameAs(b);

    assertThat(isAlive(a)).isFalse();
    assertThat(pins(b)).isEqualTo(2);
    heap.drop(b, b);
  }

  @Test
  void load_whose_field_changed_twice_should_be_counted_when_it_revives() {
    Node a = heap.make(Node::new);
    Node dead = heap.make(Node::new);
    heap.drop(dead);
    long before = LEDGER.lateLoads();

    Hooks.confirm(dead, a);

    assertThat(LEDGER.lateLoads() - before).isEqualTo(1);
    assertThat(isAlive(a)).isFalse();
    assertThat(isAlive(dead)).isTrue();
    heap.drop(dead);
    assertThat(isAlive(dead)).isFalse();
  }

  @Test
  void object_born_while_births_are_off_should_stay_untracked() {
    heap.c.births++;
    Node a = heap.make(Node::new);
    heap.c.births--;

    assertThat(Identity.slot(a)).isEqualTo(0);
    heap.drop(a);
  }

  @Test
  void immortal_object_should_not_die() {
    Node a = heap.make(Node::new);
    Object[] array = heap.arrayOf(a);

    Hooks.immortalize(array);
    heap.drop(a, array);

    assertThat(isAlive(a) && isAlive(array)).isTrue();
    heap.drop(a, a, a, a);
    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void locked_object_should_keep_its_slot() throws InterruptedException {
    Node a = heap.make(Node::new);
    int slot = Identity.slot(a);

    synchronized (a) {
      assertThat(Identity.slot(a)).isEqualTo(slot);
      a.wait(1);
      assertThat(Identity.slot(a)).isEqualTo(slot);
    }

    assertThat(Identity.slot(a)).isEqualTo(slot);
    heap.drop(a);
  }

  @Test
  void object_locked_before_it_was_met_should_be_untracked() {
    Node a = new Node();
    synchronized (a) {
      assertThat(Identity.slot(a)).isEqualTo(0);
    }
  }

  @Test
  void application_site_should_be_kept_and_paired_with_what_happens_in_the_jdk() {
    int method = Installation.SITES.method("java.util.List", "add", "List.java", false);
    int site = Installation.SITES.site(method, 7);
    int before = Hooks.applicationSite(heap.c);

    Hooks.leaving(heap.c, SITE);
    int context = Installation.SITES.context(site, heap.c);
    Hooks.leaving(heap.c, before);

    assertThat(context).isGreaterThanOrEqualTo(CallContexts.FIRST);
    assertThat(Installation.SITES.contexts.site(context)).isEqualTo(site);
    assertThat(Installation.SITES.contexts.applicationSite(context)).isEqualTo(SITE);
    assertThat(Installation.SITES.context(SITE, heap.c)).isEqualTo(SITE);
  }
}
