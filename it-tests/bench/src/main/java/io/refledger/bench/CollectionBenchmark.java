package io.refledger.bench;

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

/** How long does a full collection of a random graph take, all of it alive or all of it garbage? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(1)
public class CollectionBenchmark {
  /** The number of objects. */
  @Param({"100000", "1000000", "10000000"})
  public int objects;

  /** Whether nothing refers to the graph from outside. */
  @Param({"false", "true"})
  public boolean garbage;

  private RandomHeap heap;

  /** A fresh graph: a collection that frees it can run only once. */
  @Setup(Level.Iteration)
  public void fill() {
    heap = new RandomHeap(objects);
    if (garbage) {
      heap.abandon();
    }
  }

  /** Gives the ledger's memory back. */
  @TearDown(Level.Iteration)
  public void dispose() {
    heap.ledger.dispose();
  }

  /** The number of objects found. */
  @Benchmark
  public int full() {
    return heap.ledger.detector().collect(2, heap.context);
  }
}
