package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.gc.CollectionListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A thread in the middle of a collection is to be stopped; run by {@link ThreadStopsTest}. */
class StoppedCollector {
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch isOutside = new CountDownLatch(1);

  @Test
  void thread_should_be_stopped_when_it_has_left_the_ledger() throws InterruptedException {
    LEDGER.detector().addListener(new Waiting());
    Thread target = new Thread(this::collect);
    target.start();
    inside.await();

    Thread stopper = new Thread(() -> ThreadStops.stopping(target));
    stopper.start();
    while (!ThreadStops.haveBegun()) Thread.onSpinWait();
    stopper.join(100);
    boolean hasWaited = stopper.isAlive();
    goOn.countDown();

    assertThat(hasWaited).isTrue();
    assertThat(isOutside.await(60, TimeUnit.SECONDS)).isTrue();
    stopper.join(60_000);
    assertThat(stopper.isAlive()).isFalse();
    target.interrupt();
    target.join();
  }

  /** Goes on, outside, until the test is over. */
  private void collect() {
    LEDGER.detector().collect(2, Hooks.context());
    isOutside.countDown();
    while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
  }

  private final class Waiting implements CollectionListener {
    @Override
    public void started(int generation) {
      inside.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void stopped(int generation, int collected, int uncollectable) {}
  }
}
