package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A woven load of a field races with the store that drops its last reference. */
@JCStressTest
@Description("A woven load of a field races with the store that drops its last reference.")
@Outcome(id = "null, 1", expect = ACCEPTABLE, desc = "The load came after the store.")
@Outcome(id = "alive, 1", expect = ACCEPTABLE, desc = "The load came first and held the object.")
@Outcome(id = "dead, .*", expect = FORBIDDEN, desc = "An object was handed out that had died.")
@Outcome(expect = FORBIDDEN, desc = "The object did not die once.")
@State
public class LoadAgainstStore {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item referrer = HEAP.make();
  private final Heap.Item item = HEAP.makeIn(referrer);

  @Actor
  public void loader(LI_Result r) {
    Heap.Item loaded = HEAP.get(referrer);
    r.r1 = loaded == null ? "null" : HEAP.isAlive(loaded) ? "alive" : "dead";
    HEAP.drop(loaded);
  }

  @Actor
  public void storer() {
    HEAP.put(referrer, null);
  }

  @Arbiter
  public void after(LI_Result r) {
    r.r2 = HEAP.deaths(item);
    HEAP.drop(referrer);
  }
}
