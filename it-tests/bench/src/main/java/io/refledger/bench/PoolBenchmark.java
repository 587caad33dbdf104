package io.refledger.bench;

import io.refledger.rt.pool.PoolSimulator;
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
import org.openjdk.jmh.annotations.Warmup;

/** What do the simulated allocation of a block and its return cost? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PoolBenchmark {
  /** The pool simulated. */
  @Param({"cpython-3.13", "cpython-3.9"})
  public String pool;

  /** The bytes asked for; more than 512 are the system allocator's. */
  @Param({"48", "512", "4096"})
  public int requestBytes;

  private PoolSimulator simulator;

  /** A pool of the size class that is in use, so that no pair takes and gives back a whole one. */
  @Setup
  public void create() {
    simulator = PoolSimulator.create(pool);
    simulator.allocate(requestBytes);
  }

  /** A block and its return. */
  @Benchmark
  public int allocateAndFree() {
    int address = simulator.allocate(requestBytes);
    simulator.free(address, requestBytes);
    return address;
  }
}
