package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.WovenHeap.isAlive;
import static io.refledger.rt.WovenHeap.refs;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.gc.CycleDetector;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MutatorStopTest {
  /** Longer than a lock is waited for before it is broken. */
  private static final int PATIENCE_MILLIS = 2500;

  static {
    WovenHeap.shape(Object.class);
  }

  private final WovenHeap heap = new WovenHeap();
  private final CycleDetector detector = LEDGER.detector();
  private final Object a = heap.make(Object::new);
  private final Object[] array = heap.array(new Object[1]);
  private final CountDownLatch stored = new CountDownLatch(1);
  private Thread mutator;

  @AfterEach
  void end() throws InterruptedException {
    if (mutator != null) {
      mutator.join();
    }
    heap.drop(array, a);
  }

  private void storeInAnotherThread() {
    mutator =
        new Thread(
            () -> {
              new WovenHeap().set(array, 0, a);
              stored.countDown();
            });
    mutator.start();
  }

  @Test
  void store_should_wait_until_mutators_are_resumed() throws InterruptedException {
    long broken = LEDGER.totals().locksBroken();
    assertThat(detector.stopMutators(heap.c)).isTrue();
    storeInAnotherThread();

    Thread.sleep(PATIENCE_MILLIS);
    assertThat(stored.getCount()).isEqualTo(1);
    assertThat(array[0]).isNull();

    detector.resumeMutators();
    stored.await();
    assertThat(refs(a)).isEqualTo(1);
    assertThat(LEDGER.totals().locksBroken()).isEqualTo(broken);
  }

  @Test
  void another_thread_should_be_able_to_let_them_go() throws InterruptedException {
    assertThat(detector.stopMutators(heap.c)).isTrue();
    storeInAnotherThread();

    Thread watch = new Thread(detector::letMutatorsGo);
    watch.start();

    stored.await();
    detector.resumeMutators();
    assertThat(array[0]).isSameAs(a);
  }

  @Test
  void stopping_thread_should_store_and_collect() {
    Object[] ring = heap.array(new Object[1]);
    assertThat(detector.stopMutators(heap.c)).isTrue();

    heap.set(ring, 0, ring);
    heap.drop((Object) ring);
    int found = detector.collect(2, heap.c);

    detector.resumeMutators();
    assertThat(found).isGreaterThanOrEqualTo(1);
    assertThat(isAlive(ring)).isFalse();
  }

  @Test
  void stop_should_be_a_pause_of_its_length_once() throws InterruptedException {
    long before = detector.pauses().count();
    assertThat(detector.stopMutators(heap.c)).isTrue();

    Thread.sleep(20);
    detector.collect(2, heap.c);
    detector.letMutatorsGo();
    detector.resumeMutators();

    assertThat(detector.pauses().count()).isEqualTo(before + 1);
    assertThat(detector.pauses().maxMicros()).isGreaterThanOrEqualTo(20_000);
  }

  @Test
  void mutators_should_be_stopped_again_after_a_stop() {
    assertThat(detector.stopMutators(heap.c)).isTrue();
    assertThat(detector.stopMutators(heap.c)).isFalse();
    detector.resumeMutators();

    assertThat(detector.stopMutators(heap.c)).isTrue();
    detector.resumeMutators();
    heap.set(array, 0, a);
    heap.set(array, 0, null);
    assertThat(refs(a)).isEqualTo(0);
  }
}
