package io.refledger.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/*
 * Under the agent JMH's own code is woven too. So what is measured takes no reference from it and
 * gives none back; its loop has no hook then.
 */
/**
 * Ordinary statements, run {@link PlainStatements without} and {@link WovenStatements with} the
 * agent. C2 leaves out of the plain ones what the hooks make it keep: objects that do not escape.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class Statements {
  private static final int LENGTH = 8;
  private static final int CHAIN = 1000;

  static Object root;

  private final Node node = new Node();
  private final Node other = new Node();
  private final Object[] array = new Object[LENGTH];
  Object field;
  private int turn;

  /** For subclasses that have the state. */
  protected Statements() {}

  /** An object with one reference. */
  static final class Node {
    Node next;
    int weight = 1;

    int weighed() {
      return weight;
    }
  }

  /** What two threads store to. */
  @State(Scope.Benchmark)
  public static class Shared {
    Object field;
  }

  /** A method that does nothing: the harness alone. */
  @Benchmark
  public void nothing() {}

  /** PUTFIELD, of what is in a local already. */
  @Benchmark
  public void fieldStore() {
    field = this;
  }

  /** AASTORE, with the load of the array from a field. */
  @Benchmark
  public void arrayStore() {
    array[++turn & (LENGTH - 1)] = this;
  }

  /** PUTSTATIC. */
  @Benchmark
  public void staticStore() {
    root = this;
  }

  /** PUTFIELD to one object by two threads, each of which releases what the other stored. */
  @Benchmark
  @Threads(2)
  public void sharedFieldStore(Shared shared) {
    shared.field = this;
  }

  /** A value read from a field, with a method that is called on it. */
  @Benchmark
  public int call() {
    return node.weighed();
  }

  /** A local that is read from a field, and then overwritten. */
  @Benchmark
  public int locals() {
    Node local = node;
    int weight = local.weight;
    local = other;
    return weight + local.weight;
  }

  /** An object that dies at once. */
  @Benchmark
  public int instance() {
    return new Node().weight;
  }

  /** An array that dies at once. */
  @Benchmark
  public int array() {
    return new Object[LENGTH].length;
  }

  /** An object of a chain: its birth, a store, its death in the chain's. */
  @Benchmark
  @OperationsPerInvocation(CHAIN)
  public int chain() {
    Node head = null;
    for (int i = 0; i < CHAIN; i++) {
      Node node = new Node();
      node.next = head;
      head = node;
    }
    return head.weight;
  }
}
