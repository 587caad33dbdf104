package io.refledger.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What does the code of {@link HookBenchmark} cost without the hooks? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PlainHookBenchmark {
  private static final int LENGTH = 8;

  private static Object root;

  private final Node node = new Node();
  private final Node first = new Node();
  private final Node second = new Node();
  private final Object[] array = new Object[LENGTH];
  private int turn;

  /** An object with one reference. */
  static final class Node {
    Object next = this;
  }

  /** What two threads store to. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final Node node = new Node();
  }

  private Node next() {
    return (++turn & 1) == 0 ? first : second;
  }

  /** Nothing: the harness alone, for all hooks that do nothing but count. */
  @Benchmark
  public void nothing() {}

  /** GETFIELD. */
  @Benchmark
  public Object load() {
    return node.next;
  }

  /** PUTFIELD, two values by turns. */
  @Benchmark
  public void fieldStore() {
    node.next = next();
  }

  /** AASTORE. */
  @Benchmark
  public void arrayStore() {
    Node value = next();
    array[turn & (LENGTH - 1)] = value;
  }

  /** PUTSTATIC. */
  @Benchmark
  public Object staticStore() {
    root = next();
    return root;
  }

  /** PUTFIELD to one object by two threads. */
  @Benchmark
  @Threads(2)
  public void sharedFieldStore(Shared shared) {
    shared.node.next = node;
  }

  /** {@code new}. */
  @Benchmark
  public Object instance() {
    return new Node();
  }

  /** An array instruction. */
  @Benchmark
  public Object array() {
    return new Object[LENGTH];
  }
}
