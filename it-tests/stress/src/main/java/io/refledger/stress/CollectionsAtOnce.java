package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads collect while the last reference to a ring goes. */
@JCStressTest
@Description("Two threads collect while the last reference to a ring goes.")
@Outcome(
    id = "1, 1",
    expect = ACCEPTABLE,
    desc = "One of the collections, or the last one, freed the ring.")
@Outcome(expect = FORBIDDEN, desc = "An object of the ring did not die once.")
@State
public class CollectionsAtOnce {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item ring = HEAP.ring();

  @Actor
  public void dropper() {
    HEAP.drop(ring);
    HEAP.collect(0);
  }

  @Actor
  public void collector() {
    HEAP.collect(0);
  }

  @Arbiter
  public void after(II_Result r) {
    HEAP.collect();
    r.r1 = HEAP.deaths(ring);
    r.r2 = HEAP.deaths(ring.next);
  }
}
