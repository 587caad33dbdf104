package io.refledger.bench;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take to copy the ledger out, for a report or a checkpoint? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class SnapshotBenchmark {
  /** The number of objects, each with two references. */
  @Param({"1000000"})
  public int objects;

  private RandomHeap heap;

  /** One graph for all iterations: nothing changes it. */
  @Setup
  public void fill() {
    heap = new RandomHeap(objects);
    heap.ledger.names(new OneType());
  }

  /** Gives the ledger's memory back. */
  @TearDown
  public void dispose() {
    heap.ledger.dispose();
  }

  /** Reads the ledger, and keeps nothing. */
  @Benchmark
  public void visit() {
    heap.ledger.accept(new SnapshotVisitor() {});
  }

  /** Makes a snapshot. */
  @Benchmark
  public Snapshot build() {
    SnapshotBuilder builder = new SnapshotBuilder();
    heap.ledger.accept(builder);
    return builder.build();
  }

  /** The names of the random heap's only type and context. */
  private static final class OneType implements SnapshotNames {
    private static final String[] REFERENCES = {"Node#left", "Node#right"};

    @Override
    public void visitTypes(SnapshotVisitor visitor) {
      visitor.type(RandomHeap.TYPE, "Node", REFERENCES);
    }

    @Override
    public void visitContexts(SnapshotVisitor visitor) {
      visitor.context(RandomHeap.SITE, "Bench", "main", "Bench.java", 1, true, 0);
    }

    @Override
    public boolean hasOutlivedItsReferent(int slot) {
      return false;
    }

    @Override
    public String staticName(int typeId, int index) {
      throw new IllegalArgumentException("no static fields: typeId=" + typeId);
    }

    @Override
    public String referenceName(int typeId, int index) {
      return REFERENCES[index];
    }
  }
}
