package io.refledger.bench;

import io.refledger.rt.Context;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take until a million objects in chains have died, after their heads? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class ChainBenchmark {
  private static final int TYPE = 1;
  private static final int SITE = 1;
  private static final int SIZE_BYTES = 16;
  private static final int OBJECTS = 1_000_000;

  /** The number of objects in each chain. */
  @Param({"1000", "1000000"})
  public int length;

  private Ledger ledger;
  private Context context;
  private int[] heads;

  /** The chains; their heads are pinned. */
  @Setup(Level.Iteration)
  public void fill() {
    ledger = Ledger.create(LedgerConfig.defaults().withCollector(false));
    context = ledger.newContext(1);
    int birthId = ledger.births().intern(TYPE, SITE);
    heads = new int[OBJECTS / length];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = chain(birthId);
    }
  }

  private int chain(int birthId) {
    int head = 0;
    for (int i = 0; i < length; i++) {
      int slot = ledger.birth(context, TYPE, birthId, 1, 0, SIZE_BYTES);
      ledger.store(slot, 0, head, context, SITE);
      ledger.unpin(head, context, SITE);
      head = slot;
    }
    return head;
  }

  /** Gives the ledger's memory back. */
  @TearDown(Level.Iteration)
  public void dispose() {
    if (ledger.totals().live() != 0) {
      throw new IllegalStateException("still alive: " + ledger.totals().live());
    }
    ledger.dispose();
  }

  /** Drops the heads. */
  @Benchmark
  public void free() {
    for (int head : heads) {
      ledger.unpin(head, context, SITE);
    }
  }
}
