package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
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
class ImmortalsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  static {
    WovenHeap.shape(Object.class);
  }

  private final WovenHeap heap = new WovenHeap();
  private final Object a = heap.make(Object::new);

  @Test
  void elements_of_an_array_should_be_immortal_too() {
    Object[] array = heap.arrayOf(a);

    Hooks.immortalize(array);

    heap.drop(a, array);
    assertThat(LEDGER.isImmortal(Identity.slot(a))).isTrue();
    assertThat(isAlive(array)).isTrue();
  }

  @Test
  void immortal_object_should_let_go_when_the_jvm_has_collected_it() {
    WeakReference<?> collected = immortalReferrer();
    heap.drop(a);
    LEDGER.detector().collect(2, heap.c);
    assertThat(refs(a)).isEqualTo(1);

    Instant deadline = Instant.now().plus(DEADLINE);
    while (!collected.refersTo(null)) {
      assertThat(Instant.now()).isBefore(deadline);
      System.gc();
    }
    LEDGER.detector().collect(2, heap.c);

    assertThat(isAlive(a)).isFalse();
  }

  private WeakReference<?> immortalReferrer() {
    Object[] array = heap.array(new Object[1]);
    Hooks.immortalize(array);
    heap.set(array, 0, a);
    return new WeakReference<>(array);
  }
}
