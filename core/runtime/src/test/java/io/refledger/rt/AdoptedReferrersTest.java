package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Vm.U;
import static io.refledger.rt.WovenHeap.SITE;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AdoptedReferrersTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  static class Box {
    Object content;
  }

  static {
    WovenHeap.shape(Object.class, Box.class);
  }

  private static final int CONTENT = WovenHeap.storeSite(Box.class, "content");
  private static final long OFFSET = U.objectFieldOffset(Box.class, "content");

  private final WovenHeap heap = new WovenHeap();
  private final Object a = heap.make(Object::new);
  private final Object b = heap.make(Object::new);

  @Test
  void untracked_object_should_let_go_eventually_when_the_jvm_has_collected_it() {
    WeakReference<Object[]> collected = storedInto(new Object[3]);
    heap.drop(a);
    assertThat(refs(a)).isEqualTo(1);

    collect(collected);

    assertThat(isAlive(a)).isFalse();
  }

  private WeakReference<Object[]> storedInto(Object[] untracked) {
    heap.set(untracked, 1, a);
    return new WeakReference<>(untracked);
  }

  /** Until the JVM has collected it, and the ledger looked. */
  private void collect(WeakReference<?> reference) {
    Instant deadline = Instant.now().plus(DEADLINE);
    while (!reference.refersTo(null)) {
      assertThat(Instant.now()).isBefore(deadline);
      System.gc();
    }
    LEDGER.detector().collect(2, heap.c);
  }

  @Test
  void fields_and_elements_of_an_untracked_object_should_be_edges() {
    Box box = new Box();
    heap.put(box, a, CONTENT, () -> box.content = a);
    Hooks.compareAndSetReference(U, box, OFFSET, a, b, heap.c, SITE);

    assertThat(refs(a)).isEqualTo(0);
    assertThat(refs(b)).isEqualTo(1);
    int slot = Installation.ADOPTED.slot(box);
    assertThat(LEDGER.referent(slot, 0)).isEqualTo(Identity.slot(b));
    heap.put(box, null, CONTENT, () -> box.content = null);
    heap.drop(a, b);
    assertThat(isAlive(b)).isFalse();
  }

  @Test
  void untracked_object_should_need_no_record_while_it_refers_to_nothing_tracked() {
    Box box = new Box();
    Object[] array = new Object[2];

    heap.put(box, "literal", CONTENT, () -> box.content = "literal");
    heap.set(array, 0, null);
    Hooks.arraycopy(new Object[2], 0, array, 0, 2, heap.c, SITE);

    assertThat(Installation.ADOPTED.slot(box)).isEqualTo(0);
    assertThat(Installation.ADOPTED.slot(array)).isEqualTo(0);
  }

  @Test
  void copy_into_an_untracked_array_should_make_edges() {
    Object[] array = new Object[2];

    Hooks.arraycopy(heap.arrayOf(a, b), 0, array, 0, 2, heap.c, SITE);

    int slot = Installation.ADOPTED.slot(array);
    assertThat(LEDGER.referent(slot, 1)).isEqualTo(Identity.slot(b));
    Hooks.arraycopy(new Object[2], 0, array, 0, 2, heap.c, SITE);
    assertThat(LEDGER.referent(slot, 1)).isEqualTo(0);
  }
}
