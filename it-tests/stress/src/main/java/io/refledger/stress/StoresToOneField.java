package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/** Two threads store to the same field. */
@JCStressTest
@Description("Two threads store to the same field.")
@Outcome(
    id = "1, 1, true",
    expect = ACCEPTABLE,
    desc = "One of the new values is left, and field, edge and count agree.")
@Outcome(id = "0, .*, .*", expect = FORBIDDEN, desc = "The old value was never released.")
@Outcome(id = "2, .*, .*", expect = FORBIDDEN, desc = "The old value was released twice.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The value that lost did not die once, or field, edge and count disagree.")
@State
public class StoresToOneField {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item referrer = HEAP.make();
  private final Heap.Item old = HEAP.makeIn(referrer);
  private final Heap.Item one = HEAP.make();
  private final Heap.Item other = HEAP.make();

  @Actor
  public void first() {
    HEAP.put(referrer, one);
    HEAP.drop(one);
  }

  @Actor
  public void second() {
    HEAP.put(referrer, other);
    HEAP.drop(other);
  }

  @Arbiter
  public void after(IIZ_Result r) {
    r.r1 = HEAP.deaths(old);
    r.r2 = HEAP.deaths(one) + HEAP.deaths(other);
    r.r3 = HEAP.agrees(referrer);
    HEAP.drop(referrer);
  }
}
