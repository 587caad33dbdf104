package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Vm.U;
import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.pins;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UnsafeHooksTest {
  static class Box {
    Object first;
    long number;
    Object second;
    static Object shared;
  }

  static class SubBox extends Box {}

  /** Its content can be borrowed. */
  static class Keeper {
    final Object content;

    Keeper(Object content) {
      this.content = content;
    }
  }

  /** Never woven: the runtime does not know its fields. */
  static class Opaque {
    Object field;
  }

  static {
    WovenHeap.shape(Object.class, Box.class, SubBox.class, Keeper.class);
  }

  private static final long SECOND = U.objectFieldOffset(Box.class, "second");
  private static final long SHARED = U.objectFieldOffset(Box.class, "shared");
  private static final long FIELD = U.objectFieldOffset(Opaque.class, "field");
  private static final int SHARED_SITE = WovenHeap.storeSite(SubBox.class, "shared");

  private final WovenHeap heap = new WovenHeap();
  private final Box box = heap.make(SubBox::new);
  private final Object a = heap.make(Object::new);
  private final Object b = heap.make(Object::new);

  @Test
  void put_should_change_field_and_edge() {
    Hooks.putReference(U, box, SECOND, a, heap.c, SITE);
    Hooks.putReference(U, box, SECOND, b, heap.c, SITE);

    assertThat(box.second).isSameAs(b);
    assertThat(LEDGER.referent(Identity.slot(box), 1)).isEqualTo(Identity.slot(b));
    assertThat(refs(a)).isEqualTo(0);
    assertThat(refs(b)).isEqualTo(1);
  }

  @Test
  void put_over_a_final_field_should_not_kill_what_may_be_borrowed() {
    Keeper keeper = heap.make(() -> new Keeper(null));
    long content = U.objectFieldOffset(Keeper.class, "content");
    Hooks.putReference(U, keeper, content, a, heap.c, SITE);
    Hooks.unpin(a, heap.c, SITE);

    Hooks.putReference(U, keeper, content, b, heap.c, SITE);

    assertThat(refs(a)).isEqualTo(0);
    assertThat(isAlive(a)).isTrue();
  }

  @Test
  void put_into_an_array_should_change_its_element() {
    Object[] array = heap.array(new Object[3]);

    Hooks.putReference(U, array, Vm.elementOffset(2), a, heap.c, SITE);

    assertThat(array[2]).isSameAs(a);
    assertThat(LEDGER.referent(Identity.slot(array), 2)).isEqualTo(Identity.slot(a));
  }

  @Test
  void compare_and_set_should_count_only_when_it_succeeds() {
    assertThat(Hooks.compareAndSetReference(U, box, SECOND, b, a, heap.c, SITE)).isFalse();
    assertThat(refs(a)).isEqualTo(0);

    assertThat(Hooks.compareAndSetReference(U, box, SECOND, null, a, heap.c, SITE)).isTrue();
    assertThat(refs(a)).isEqualTo(1);
    heap.drop(a);

    assertThat(Hooks.weakCompareAndSetReference(U, box, SECOND, a, b, heap.c, SITE)).isTrue();
    assertThat(isAlive(a)).isFalse();
    assertThat(refs(b)).isEqualTo(1);
  }

  @Test
  void exchange_should_hand_the_old_referent_over() {
    Hooks.putReference(U, box, SECOND, a, heap.c, SITE);
    heap.drop(a);

    Object old = Hooks.getAndSetReference(U, box, SECOND, b, heap.c, SITE);
    Hooks.result(old, heap.c);

    assertThat(old).isSameAs(a);
    assertThat(refs(a)).isEqualTo(0);
    assertThat(pins(a)).isEqualTo(1);
    heap.drop(a);
    assertThat(isAlive(a)).isFalse();
    assertThat(refs(b)).isEqualTo(1);
  }

  @Test
  void compare_and_exchange_should_hand_the_witness_over() {
    Hooks.putReference(U, box, SECOND, a, heap.c, SITE);

    Object refused = Hooks.compareAndExchangeReference(U, box, SECOND, null, b, heap.c, SITE);
    Hooks.result(refused, heap.c);
    assertThat(refused).isSameAs(a);
    assertThat(pins(a)).isEqualTo(2);
    assertThat(refs(b)).isEqualTo(0);

    Object taken = Hooks.compareAndExchangeReference(U, box, SECOND, a, b, heap.c, SITE);
    Hooks.result(taken, heap.c);
    assertThat(pins(a)).isEqualTo(3);
    assertThat(refs(a)).isEqualTo(0);
    assertThat(refs(b)).isEqualTo(1);
    heap.drop(a, a, a);
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void load_should_hand_the_value_over() {
    Hooks.putReference(U, box, SECOND, a, heap.c, SITE);

    Object loaded = Hooks.getReference(U, box, SECOND, heap.c, SITE);
    Hooks.result(loaded, heap.c);

    assertThat(loaded).isSameAs(a);
    assertThat(pins(a)).isEqualTo(2);
    assertThat(Hooks.getReference(U, heap.make(Box::new), SECOND, heap.c, SITE)).isNull();
    assertThat(heap.c.returned).isEqualTo(0);
    heap.drop(a);
  }

  @Test
  void static_field_should_be_the_same_cell_by_offset_and_by_name() {
    long token = Hooks.beforeStaticStore(a, SubBox.class, heap.c, SHARED_SITE);
    Box.shared = a;
    Hooks.afterStore(token, heap.c, SHARED_SITE);
    heap.drop(a);
    assertThat(refs(a)).isEqualTo(1);

    Hooks.putReference(U, Box.class, SHARED, b, heap.c, SITE);

    assertThat(isAlive(a)).isFalse();
    assertThat(refs(b)).isEqualTo(1);
    Hooks.putReference(U, Box.class, SHARED, null, heap.c, SITE);
    assertThat(refs(b)).isEqualTo(0);
  }

  @Test
  void field_of_an_unwoven_class_should_count_what_it_really_holds() {
    Opaque opaque = heap.make(Opaque::new);

    Hooks.putReference(U, opaque, FIELD, a, heap.c, SITE);
    assertThat(refs(a)).isEqualTo(1);
    Hooks.putReference(U, opaque, FIELD, b, heap.c, SITE);

    assertThat(refs(a)).isEqualTo(0);
    assertThat(refs(b)).isEqualTo(1);
  }

  @Test
  void site_should_know_its_static_field_from_the_first_store_on() {
    int site = WovenHeap.storeSite(Box.class, "shared");
    assertThat(Hooks.knowsStatic(site)).isFalse();
    Hooks.afterStore(Hooks.beforeStaticStore(null, Box.class, heap.c, site), heap.c, site);
    assertThat(Hooks.knowsStatic(site)).isTrue();

    long token = Hooks.beforeStaticStore(a, null, heap.c, site);
    Box.shared = a;
    Hooks.afterStore(token, heap.c, site);

    assertThat(token).isNotEqualTo(0);
    assertThat(refs(a)).isEqualTo(1);
    Hooks.putReference(U, Box.class, SHARED, null, heap.c, SITE);
  }
}
