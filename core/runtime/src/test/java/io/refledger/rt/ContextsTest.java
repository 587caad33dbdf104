package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContextsTest {
  private final Ledger ledger =
      Ledger.create(LedgerConfig.defaults().withMaxBytes(1 << 20).withPool("off"));
  private final Contexts contexts = new Contexts(ledger);

  @AfterEach
  void dispose() {
    contexts.validate();
  }

  @Test
  void thread_should_always_get_its_own_context() throws InterruptedException {
    Context mine = contexts.current();

    Context[] other = new Context[2];
    Thread thread =
        new Thread(
            () -> {
              other[0] = contexts.current();
              other[1] = contexts.current();
            });
    thread.start();
    thread.join();

    assertThat(contexts.current()).isSameAs(mine);
    assertThat(mine.threadId).isEqualTo(Vm.threadId(Thread.currentThread()));
    assertThat(other[1]).isSameAs(other[0]).isNotSameAs(mine);
    assertThat(contexts.taken()).isEqualTo(2);
  }

  @Test
  void more_threads_than_contexts_made_in_advance_should_get_one_each()
      throws InterruptedException {
    Context[] taken = new Context[600];
    for (int i = 0; i < taken.length; i++) {
      int number = i;
      Thread thread = new Thread(() -> taken[number] = contexts.current());
      thread.start();
      thread.join();
    }

    assertThat(Arrays.stream(taken).distinct().count()).isEqualTo(600);
    assertThat(contexts.taken()).isEqualTo(600);
  }

  /** More than are made at once ask at the same time, so that some find none and nobody at work. */
  @Test
  void threads_that_all_begin_at_once_should_get_one_each() throws InterruptedException {
    int number = 2000;
    Context[] taken = new Context[number];
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(number);
    for (int i = 0; i < number; i++) {
      int each = i;
      Thread thread =
          new Thread(
              () -> {
                awaitQuietly(go);
                taken[each] = contexts.current();
                done.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }

    go.countDown();

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Arrays.stream(taken).distinct().count()).isEqualTo(number);
    assertThat(contexts.taken()).isEqualTo(number);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void context_of_an_ended_thread_should_stay_its_own_for_a_while() throws InterruptedException {
    Context[] taken = new Context[2];
    Thread thread =
        new Thread(
            () -> {
              taken[0] = contexts.current();
              contexts.exited(taken[0].threadId);
              taken[1] = contexts.current();
            });
    thread.start();
    thread.join();

    assertThat(taken[1]).isSameAs(taken[0]);
    assertThat(contexts.current()).isNotSameAs(taken[0]);
  }

  @Test
  void context_of_an_ended_thread_should_be_taken_over_eventually() throws InterruptedException {
    Context[] taken = new Context[2];
    Thread first =
        new Thread(
            () -> {
              taken[0] = contexts.current();
              contexts.exited(taken[0].threadId);
              contexts.exited(taken[0].threadId);
            });
    first.start();
    first.join();
    long end = System.nanoTime() + 1_100_000_000L;
    while (System.nanoTime() < end) Thread.onSpinWait();
    Thread second = new Thread(() -> taken[1] = contexts.current());
    second.start();
    second.join();

    assertThat(taken[1]).isSameAs(taken[0]);
    assertThat(contexts.taken()).isEqualTo(1);
    assertThat(contexts.current()).isNotSameAs(taken[1]);
  }

  @Test
  void context_of_a_thread_that_runs_nothing_any_more_should_be_taken_over_at_once()
      throws InterruptedException {
    Context[] taken = new Context[2];
    Thread first = new Thread(() -> taken[0] = contexts.current());
    first.start();
    first.join();

    contexts.left(taken[0].threadId);
    contexts.left(12345);
    Thread second = new Thread(() -> taken[1] = contexts.current());
    second.start();
    second.join();

    assertThat(taken[1]).isSameAs(taken[0]);
    assertThat(contexts.taken()).isEqualTo(1);
  }

  @Test
  void slots_of_a_thread_that_has_ended_should_go_to_all_eventually() throws InterruptedException {
    int birthId = ledger.births().intern(1, 1);
    Context mine = contexts.current();
    Thread thread =
        new Thread(
            () -> {
              Context context = contexts.current();
              ledger.birth(context, 1, birthId, 0, 0, 16);
              contexts.exited(context.threadId);
            });
    thread.start();
    thread.join();
    int fresh = ledger.highWater();
    long end = System.nanoTime() + 1_100_000_000L;
    while (System.nanoTime() < end) Thread.onSpinWait();

    contexts.tidy();
    contexts.tidy();

    assertThat(ledger.birth(mine, 1, birthId, 0, 0, 16)).isPositive();
    assertThat(ledger.highWater()).as("no other chunk but my own").isLessThanOrEqualTo(fresh + 32);
    ledger.validate();
  }
}
