package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** A load races with two stores: of another object, then of null. */
@JCStressTest
@Description("A load races with two stores: of another object, then of null.")
@Outcome(
    id = {"null, 1, 1", "first, 1, 1", "second, 1, 1"},
    expect = ACCEPTABLE,
    desc = "The load saw one of the three values and held it.")
@Outcome(id = "dead, .*, .*", expect = FORBIDDEN, desc = "An object was handed out that had died.")
@Outcome(expect = FORBIDDEN, desc = "An object did not die once.")
@State
public class LoadAgainstHandOver {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item referrer = HEAP.make();
  private final Heap.Item first = HEAP.makeIn(referrer);
  private final Heap.Item second = HEAP.make();

  @Actor
  public void loader(LII_Result r) {
    Heap.Item loaded = HEAP.load(referrer);
    boolean isDead = loaded != null && !HEAP.isAlive(loaded);
    r.r1 = isDead ? "dead" : loaded == null ? "null" : loaded == first ? "first" : "second";
    HEAP.drop(loaded);
  }

  @Actor
  public void storer() {
    HEAP.put(referrer, second);
    HEAP.drop(second);
    HEAP.put(referrer, null);
  }

  @Arbiter
  public void after(LII_Result r) {
    r.r2 = HEAP.deaths(first);
    r.r3 = HEAP.deaths(second);
    HEAP.drop(referrer);
  }
}
