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

/** How long does a collection of generation 0 take, as large as its threshold lets it become? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class YoungCollectionBenchmark {
  private static final int TYPE = 1;
  private static final int SITE = 1;
  private static final int SIZE_BYTES = 16;
  private static final int OBJECTS = 2000;

  /** Whether nothing refers to the objects, which form one ring, from outside. */
  @Param({"false", "true"})
  public boolean garbage;

  private Ledger ledger;
  private Context context;
  private int birthId;
  private int head;

  /** An empty ledger. */
  @Setup
  public void create() {
    ledger = Ledger.create(LedgerConfig.defaults().withCollector(false));
    context = ledger.newContext(1);
    birthId = ledger.births().intern(TYPE, SITE);
  }

  /** Gives the ledger's memory back. */
  @TearDown
  public void dispose() {
    ledger.dispose();
  }

  /** A ring of new objects, of which one is pinned until it is garbage. */
  @Setup(Level.Invocation)
  public void closeRing() {
    head = ledger.birth(context, TYPE, birthId, 1, 0, SIZE_BYTES);
    int last = head;
    for (int i = 1; i < OBJECTS; i++) {
      int slot = ledger.birth(context, TYPE, birthId, 1, 0, SIZE_BYTES);
      ledger.store(last, 0, slot, context, SITE);
      ledger.unpin(slot, context, SITE);
      last = slot;
    }
    ledger.store(last, 0, head, context, SITE);
    if (garbage) {
      ledger.unpin(head, context, SITE);
    }
  }

  /** What is alive still is freed by its counts. */
  @TearDown(Level.Invocation)
  public void openRing() {
    if (!garbage) {
      ledger.store(head, 0, 0, context, SITE);
      ledger.unpin(head, context, SITE);
    }
  }

  /** The number of objects found. */
  @Benchmark
  public int young() {
    return ledger.detector().collect(0, context);
  }
}
