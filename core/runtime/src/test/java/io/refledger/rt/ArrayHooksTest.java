package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.pins;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.refledger.rt.gc.CollectionListener;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrayHooksTest {
  private final WovenHeap heap = new WovenHeap();

  @Test
  void element_store_should_count_the_new_referent_and_release_the_old() {
    Object[] array = heap.array(new Object[2]);
    Object a = heap.make(Object::new);
    heap.set(array, 1, a);
    heap.drop(a);
    assertThat(refs(a)).isEqualTo(1);
    assertThat(LEDGER.referent(Identity.slot(array), 1)).isEqualTo(Identity.slot(a));

    heap.set(array, 1, null);

    assertThat(isAlive(a)).isFalse();
    heap.drop(new Object[] {array});
  }

  @Test
  void store_that_will_throw_should_change_nothing() {
    Object[] strings = heap.array(new String[1]);
    Object a = heap.make(Object::new);

    assertThat(Hooks.beforeArrayStore(null, 0, a, heap.c, SITE)).isEqualTo(0);
    assertThat(Hooks.beforeArrayStore(strings, -1, a, heap.c, SITE)).isEqualTo(0);
    assertThat(Hooks.beforeArrayStore(strings, 1, null, heap.c, SITE)).isEqualTo(0);
    assertThat(Hooks.beforeArrayStore(strings, 0, a, heap.c, SITE)).isEqualTo(0);
    assertThat(Hooks.beforeArrayStore(new Integer[0][1], 0, a, heap.c, SITE)).isEqualTo(0);

    assertThat(refs(a)).isEqualTo(0);
    heap.drop(a, strings);
  }

  /** The collection that a birth makes due looks at the heap in the middle of that birth. */
  @Test
  void array_should_be_found_while_another_is_born_where_objects_of_several_types_are() {
    Object[] array = heap.array(new Object[1]);
    int slot = Identity.slot(array);
    heap.drop(heap.array(new int[1]));
    int[] found = {0};
    CollectionListener listener = atStart(() -> found[0] = Identity.slot(array));
    int[] thresholds = LEDGER.detector().thresholds();
    boolean wasEnabled = LEDGER.detector().isEnabled();
    LEDGER.detector().addListener(listener);
    LEDGER.detector().setThresholds(1, 0, 0);
    LEDGER.detector().setEnabled(true);

    Object[] first = heap.array(new Object[1]);
    Object[] second = heap.array(new Object[1]);

    LEDGER.detector().setEnabled(wasEnabled);
    LEDGER.detector().setThresholds(thresholds[0], thresholds[1], thresholds[2]);
    LEDGER.detector().removeListener(listener);
    assertThat(found[0]).isEqualTo(slot);
    heap.drop(array, first, second);
  }

  private static CollectionListener atStart(Runnable action) {
    return new CollectionListener() {
      @Override
      public void started(int generation) {
        action.run();
      }

      @Override
      public void stopped(int generation, int collected, int uncollectable) {}
    };
  }

  @Test
  void untracked_array_should_release_what_it_really_held() {
    Object[] old = new Object[1];
    Object a = heap.make(Object::new);
    heap.set(old, 0, a);
    heap.drop(a);
    assertThat(refs(a)).isEqualTo(1);

    heap.set(old, 0, null);

    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void rows_of_an_array_of_arrays_should_be_born_with_it_and_held_by_it() {
    Object[][] rows = heap.array(new Object[2][3]);

    assertThat(refs(rows[0])).isEqualTo(1);
    assertThat(pins(rows[0])).isEqualTo(0);
    assertThat(LEDGER.references(Identity.slot(rows[1]))).isEqualTo(3);
    Object[] row = rows[1];
    heap.drop(new Object[] {rows});
    assertThat(isAlive(row)).isFalse();
  }

  @Test
  void rows_of_primitive_arrays_should_be_leaves() {
    int[][][] cube = heap.array(new int[2][2][2]);
    int[] innermost = cube[1][1];

    assertThat(refs(innermost)).isEqualTo(1);
    assertThat(LEDGER.sizeOf(Identity.slot(innermost))).isEqualTo(24);
    heap.drop(new Object[] {cube});
    assertThat(isAlive(innermost)).isFalse();
  }

  @Test
  void size_of_an_array_should_be_that_of_the_jvm() {
    assumeThat(Vm.ARRAY_BASE).as("no compact headers").isEqualTo(16);
    assertThat(Vm.arraySize(new byte[1])).isEqualTo(24);
    assertThat(Vm.arraySize(new long[2])).isEqualTo(32);
    assertThat(Vm.arraySize(new char[3])).isEqualTo(24);
    assertThat(Vm.arraySize(new Object[2])).isEqualTo(24);
  }

  @Test
  void clone_should_hold_what_its_original_holds() {
    Object a = heap.make(Object::new);
    Object[] array = heap.arrayOf(a, null, a);

    Object[] copy = array.clone();
    Hooks.cloned(copy, heap.c, SITE);

    assertThat(refs(a)).isEqualTo(4);
    heap.drop(array, copy, a);
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void copy_that_is_known_already_should_be_a_result_like_any_other() {
    Object copy = heap.make(Object::new);
    Hooks.returning(copy, heap.c);

    Hooks.cloned(copy, heap.c, SITE);

    assertThat(pins(copy)).isEqualTo(1);
    heap.drop(copy);
  }

  @Test
  void large_clone_should_hold_every_element() {
    Object a = heap.make(Object::new);
    Object[] array = heap.array(new Object[3000]);
    for (int i = 0; i < array.length; i++) heap.set(array, i, a);

    Object[] copy = array.clone();
    Hooks.cloned(copy, heap.c, SITE);

    assertThat(refs(a)).isEqualTo(6000);
    heap.drop(array, copy, a);
    assertThat(isAlive(a)).isFalse();
  }

  @Test
  void copy_should_count_new_elements_and_release_old_ones() {
    Object a = heap.make(Object::new);
    Object b = heap.make(Object::new);
    Object[] from = heap.arrayOf(a, a);
    Object[] to = heap.arrayOf(b, b, b);

    Hooks.arraycopy(from, 0, to, 1, 2, heap.c, SITE);

    assertThat(to).containsExactly(b, a, a);
    assertThat(refs(a)).isEqualTo(4);
    assertThat(refs(b)).isEqualTo(1);
    heap.drop(from, to, a, b);
    assertThat(isAlive(a) || isAlive(b)).isFalse();
  }

  @Test
  void copy_into_an_untracked_array_should_count_what_it_really_holds() {
    Object a = heap.make(Object::new);
    Object[] from = heap.arrayOf(a, a);
    Object[] to = new Object[2];
    Hooks.arraycopy(from, 0, to, 0, 2, heap.c, SITE);
    assertThat(refs(a)).isEqualTo(4);

    Hooks.arraycopy(new Object[2], 0, to, 0, 2, heap.c, SITE);

    assertThat(refs(a)).isEqualTo(2);
    heap.drop(a, from);
    assertThat(isAlive(a)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-700, -256, -3, 0, 3, 256, 700})
  void overlapping_copy_should_leave_every_element_counted_once_a_place(int shift) {
    int length = 1000;
    Object[] array = heap.array(new Object[length + 700]);
    Object[] elements = new Object[array.length];
    for (int i = 0; i < array.length; i++) {
      elements[i] = heap.make(Object::new);
      heap.set(array, i, elements[i]);
      heap.drop(elements[i]);
    }
    int from = shift < 0 ? -shift : 0;
    Object[] expected = array.clone();
    System.arraycopy(expected, from, expected, from + shift, length);

    Hooks.arraycopy(array, from, array, from + shift, length, heap.c, SITE);

    assertThat(array).containsExactly(expected);
    for (Object element : elements) {
      int places = 0;
      for (Object at : expected) places += at == element ? 1 : 0;
      assertThat(isAlive(element) ? refs(element) : 0).isEqualTo(places);
    }
    heap.drop(new Object[] {array});
  }

  @Test
  void refused_element_should_end_the_copy_as_the_jvm_does() {
    String s = heap.make(() -> new String("s"));
    Object o = heap.make(Object::new);
    Object[] from = heap.arrayOf(s, s, o, s);
    Object[] to = heap.array(new String[4]);
    Throwable expected =
        catchThrowable(() -> System.arraycopy(new Object[] {s, o}, 0, new String[2], 0, 2));

    Throwable thrown = catchThrowable(() -> Hooks.arraycopy(from, 0, to, 0, 4, heap.c, SITE));

    assertThat(thrown).hasSameClassAs(expected).hasMessage(expected.getMessage());
    assertThat(to).containsExactly(s, s, null, null);
    assertThat(refs(s)).isEqualTo(3 + 2);
    assertThat(refs(o)).isEqualTo(1);
    heap.drop(from, to, s, o);
    assertThat(isAlive(s)).isFalse();
  }

  @Test
  void exceptions_of_a_copy_should_be_those_of_the_jvm() {
    Object[] two = new Object[2];
    Object[][] calls = {
      {null, 0, two, 0, 1}, {two, 0, null, 0, 1}, {two, 0, "x", 0, 1}, {two, -1, two, 0, 1},
      {two, 0, two, 2, 1}, {two, 1, two, 0, 2}, {two, 0, two, 0, -1}, {two, 0, new int[2], 0, 1},
      {new int[2], 0, new long[2], 0, 1}, {two, 3, two, 0, 0}
    };
    for (Object[] a : calls) {
      int at = (int) a[1];
      int start = (int) a[3];
      int n = (int) a[4];
      Throwable expected = catchThrowable(() -> System.arraycopy(a[0], at, a[2], start, n));

      Throwable thrown =
          catchThrowable(() -> Hooks.arraycopy(a[0], at, a[2], start, n, heap.c, SITE));

      assertThat(thrown).hasSameClassAs(expected).hasMessage(expected.getMessage());
    }
  }

  @Test
  void primitive_arrays_should_be_copied() {
    int[] to = new int[3];

    Hooks.arraycopy(new int[] {1, 2, 3}, 1, to, 0, 2, heap.c, SITE);

    assertThat(to).containsExactly(2, 3, 0);
  }

  @Test
  void reflective_element_store_should_count() {
    Object a = heap.make(Object::new);
    Object[] array = heap.array(new Object[1]);

    Hooks.arraySet(array, 0, a, heap.c, SITE);

    assertThat(array[0]).isSameAs(a);
    assertThat(refs(a)).isEqualTo(1);
    int[] ints = new int[1];
    Hooks.arraySet(ints, 0, 7, heap.c, SITE);
    assertThat(ints[0]).isEqualTo(7);
    assertThat(catchThrowable(() -> Hooks.arraySet(array, 1, a, heap.c, SITE)))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    heap.drop(a, array);
  }
}
