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

/*
 * The maker writes the record plainly and stores the reference under a stripe; the taker must see the
 * record behind the reference.
 */
/** An object made by one thread is handed to another through a field, and dropped there. */
@JCStressTest
@Description(
    "An object made by one thread is handed to another through a field, and dropped there.")
@Outcome(
    id = "null, 1",
    expect = ACCEPTABLE,
    desc = "The taker came too early; the field is cleared at the end.")
@Outcome(id = "alive, 1", expect = ACCEPTABLE, desc = "The taker held it until it let go.")
@Outcome(
    id = "unborn, .*",
    expect = FORBIDDEN,
    desc = "The taker saw the object before its record.")
@Outcome(id = "dead, .*", expect = FORBIDDEN, desc = "The object died while it was held.")
@Outcome(expect = FORBIDDEN, desc = "The object did not die once.")
@State
public class HandOver {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item referrer = HEAP.make();
  private final int type = HEAP.typeOf(referrer);
  private Heap.Item made;

  @Actor
  public void maker() {
    made = HEAP.makeIn(referrer);
  }

  @Actor
  public void taker(LI_Result r) {
    Heap.Item taken = HEAP.exchange(referrer, null);
    r.r1 = taken == null ? "null" : HEAP.typeOf(taken) != type ? "unborn" : state(taken);
    HEAP.drop(taken);
  }

  private static String state(Heap.Item item) {
    return HEAP.isAlive(item) ? "alive" : "dead";
  }

  @Arbiter
  public void after(LI_Result r) {
    HEAP.put(referrer, null);
    r.r2 = HEAP.deaths(made);
    HEAP.drop(referrer);
  }
}
