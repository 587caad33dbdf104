package io.refledger.bench;

import static io.refledger.bench.HookedNode.NEXT;
import static io.refledger.bench.HookedNode.ROOT;
import static io.refledger.bench.HookedNode.SITE;

import io.refledger.rt.Context;
import io.refledger.rt.Hooks;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one hook cost, or the hooks that woven code calls together? {@link PlainHookBenchmark}
 * has the same code without them, under the same names.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HookBenchmark {
  private static final int LENGTH = 8;

  private Context c;
  private HookedNode node;
  private HookedNode first;
  private HookedNode second;
  private Object[] array;
  private int turn;

  /** What two threads store to. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final HookedNode node = HookedNode.born();
  }

  /** Objects that nothing in the benchmark frees, and an element and a field that are not null. */
  @Setup
  public void bear() {
    c = Hooks.context();
    node = HookedNode.born();
    first = HookedNode.born();
    second = HookedNode.born();
    array = new Object[LENGTH];
    Hooks.newArray(array, c, SITE);
    fieldStore();
  }

  private HookedNode next() {
    return (++turn & 1) == 0 ? first : second;
  }

  /** At the entry of each woven method. */
  @Benchmark
  public Object context() {
    return Hooks.context();
  }

  /** Around a call to the JDK. */
  @Benchmark
  public int leaving() {
    int before = Hooks.applicationSite(c);
    Hooks.leaving(c, SITE);
    Hooks.leaving(c, before);
    return before;
  }

  /** An argument that is not a local. */
  @Benchmark
  public void pinAndUnpin() {
    Hooks.pin(node, c);
    Hooks.unpin(node, c, SITE);
  }

  /** A value read from a field and used. */
  @Benchmark
  public void load() {
    Object pinned = Hooks.tryPin(node.next, c);
    Object value = Hooks.confirm(node.next, pinned);
    Hooks.unpin(value, c, SITE);
  }

  /** A result that is dropped: the callee has it from a field, so it pins. */
  @Benchmark
  public void result() {
    Hooks.pin(node, c);
    Hooks.returning(node, c);
    Hooks.result(node, c);
    Hooks.unpin(node, c, SITE);
  }

  /** A local in exact weaving. */
  @Benchmark
  public void increfAndDecref() {
    Hooks.incref(node, c, SITE);
    Hooks.decref(node, c, SITE);
  }

  /** PUTFIELD, two values by turns. */
  @Benchmark
  public void fieldStore() {
    HookedNode value = next();
    long token = Hooks.beforeFieldStore(node, value, c, NEXT);
    node.next = value;
    Hooks.afterStore(token, c, NEXT);
  }

  /** AASTORE. */
  @Benchmark
  public void arrayStore() {
    HookedNode value = next();
    int index = turn & (LENGTH - 1);
    long token = Hooks.beforeArrayStore(array, index, value, c, SITE);
    array[index] = value;
    Hooks.afterStore(token, c, SITE);
  }

  /** PUTSTATIC. */
  @Benchmark
  public void staticStore() {
    HookedNode value = next();
    long token = Hooks.beforeStaticStore(value, HookedNode.class, c, ROOT);
    HookedNode.root = value;
    Hooks.afterStore(token, c, ROOT);
  }

  /** PUTFIELD to one object by two threads, each of which releases what the other stored. */
  @Benchmark
  @Threads(2)
  public void sharedFieldStore(Shared shared) {
    long token = Hooks.beforeFieldStore(shared.node, node, c, NEXT);
    shared.node.next = node;
    Hooks.afterStore(token, c, NEXT);
  }

  /** {@code new}, and the death of the object. */
  @Benchmark
  public Object instance() {
    HookedNode born = HookedNode.born();
    Hooks.unpin(born, c, SITE);
    return born;
  }

  /** An array instruction, and the death of the array. */
  @Benchmark
  public Object array() {
    Object[] born = new Object[LENGTH];
    Hooks.newArray(born, c, SITE);
    Hooks.unpin(born, c, SITE);
    return born;
  }
}
