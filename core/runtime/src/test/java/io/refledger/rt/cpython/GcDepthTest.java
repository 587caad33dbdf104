package io.refledger.rt.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.Context;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.table.CountWord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What test_gc has of depth and of length; its table is that of {@link GcTest}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GcDepthTest {
  private static final int DEPTH = 100_000;
  private static final LedgerConfig SMALL = LedgerConfig.defaults().withMaxBytes(8 << 20);

  /** A ledger that dies in depth, its finalizers collecting. */
  private static final class Trashcan implements AutoCloseable {
    static final int EVERY = 17;
    static final int FULL = 20_000;

    final Ledger ledger =
        Ledger.create(LedgerConfig.defaults().withCollector(false).withPool("off"));
    final AtomicInteger finalized = new AtomicInteger();
    private final ThreadLocal<Context> contexts =
        ThreadLocal.withInitial(() -> ledger.newContext(Thread.currentThread().getId()));

    Trashcan() {
      ledger.onFinalize(
          (slot, context, byCollector) -> {
            int n = finalized.incrementAndGet();
            if (n % EVERY == 0) ledger.detector().collect(n % FULL == 0 ? 2 : 0, contexts.get());
          });
    }

    /** Builds head -> .. -> tail, each with a finalizer, and drops the head. */
    void run() {
      Context c = contexts.get();
      int birthId = ledger.births().intern(1, 1);
      int head = 0;
      for (int i = 0; i < DEPTH; i++) {
        int next = ledger.birth(c, 1, birthId, 1, CountWord.FINALIZER, 16);
        ledger.store(next, 0, head, c, 1);
        if (head != 0) ledger.unpin(head, c, 1);
        head = next;
      }
      ledger.unpin(head, c, 1);
    }

    @Override
    public void close() {
      ledger.dispose();
    }
  }

  @Test
  void finalizers_of_a_deep_cascade_should_be_able_to_collect() {
    try (var trashcan = new Trashcan()) {
      trashcan.run();

      assertThat(trashcan.finalized).hasValue(DEPTH);
      assertThat(trashcan.ledger.totals().freedByCount()).isEqualTo(DEPTH);
      assertThat(trashcan.ledger.totals().live()).isZero();
      assertThat(trashcan.ledger.totals().underflows()).isZero();
    }
  }

  @Test
  void finalizers_of_deep_cascades_in_two_threads_should_run_once_for_each_object()
      throws InterruptedException {
    try (var trashcan = new Trashcan()) {
      List<Thread> threads = List.of(new Thread(trashcan::run), new Thread(trashcan::run));
      threads.forEach(Thread::start);
      for (Thread thread : threads) thread.join(TimeUnit.MINUTES.toMillis(1));

      assertThat(threads).noneMatch(Thread::isAlive);
      assertThat(trashcan.finalized).hasValue(2 * DEPTH);
      assertThat(trashcan.ledger.totals().live()).isZero();
      assertThat(trashcan.ledger.totals().underflows()).isZero();
      assertThat(trashcan.ledger.totals().revived()).isZero();
      assertThat(trashcan.ledger.detector().describeTooSmall()).isEmpty();
    }
  }

  @Test
  void collector_should_free_a_deep_chain_behind_a_cycle_without_recursion() {
    // cycle -> cycle, cycle -> head -> .. -> tail
    var ledger = Ledger.create(LedgerConfig.defaults().withCollector(false).withPool("off"));
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 1);
    int cycle = ledger.birth(c, 1, birthId, 2, 0, 16);
    ledger.store(cycle, 0, cycle, c, 1);
    int last = cycle;
    for (int i = 0; i < DEPTH; i++) {
      int next = ledger.birth(c, 1, birthId, 2, 0, 16);
      ledger.store(last, 1, next, c, 1);
      ledger.unpin(last, c, 1);
      last = next;
    }
    ledger.unpin(last, c, 1);

    assertThat(ledger.detector().collect(2, c)).isEqualTo(DEPTH + 1);

    assertThat(ledger.totals().live()).isZero();
    ledger.dispose();
  }

  @Test
  void table_should_stay_small_under_fast_cyclic_garbage() {
    // half a million cycles of two, with a tenth of them held for a while
    var config = SMALL.withReuseDistance(64).withThresholds(700, 10, 10);
    var ledger = Ledger.create(config);
    Context c = ledger.newContext(1);
    int birthId = ledger.births().intern(1, 1);
    int[] held = new int[1000];
    int cycles = 500_000;
    for (int i = 0; i < cycles; i++) {
      int a = ledger.birth(c, 1, birthId, 1, 0, 16);
      int b = ledger.birth(c, 1, birthId, 1, 0, 16);
      ledger.store(a, 0, b, c, 1);
      ledger.store(b, 0, a, c, 1);
      ledger.unpin(b, c, 1);
      if (i % 10 != 0) {
        ledger.unpin(a, c, 1);
        continue;
      }
      int place = i / 10 % held.length;
      if (held[place] != 0) ledger.unpin(held[place], c, 1);
      held[place] = a;
    }
    int highWater = ledger.highWater();
    for (int a : held) ledger.unpin(a, c, 1);
    ledger.detector().collect(2, c);

    assertThat(highWater).isLessThan(32_768);
    assertThat(ledger.totals().allocated()).isEqualTo(2L * cycles);
    assertThat(ledger.totals().freedByCollector()).isEqualTo(2L * cycles);
    assertThat(ledger.totals().untracked()).isZero();
    assertThat(ledger.pool().statistics().bytesInUse()).isZero();
    ledger.dispose();
  }
}
