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

/*
 * referrer -> head -> tail
 */
/** A thread walks down a chain while another drops its head. */
@JCStressTest
@Description("A thread walks down a chain while another drops its head.")
@Outcome(id = "null, 1, 1", expect = ACCEPTABLE, desc = "The head was gone.")
@Outcome(
    id = "alive, 1, 1",
    expect = ACCEPTABLE,
    desc = "The head was held, and so was what it refers to.")
@Outcome(
    id = "dead, .*, .*",
    expect = FORBIDDEN,
    desc = "The cascade took what a held object refers to.")
@Outcome(expect = FORBIDDEN, desc = "An object did not die once.")
@State
public class DescentAgainstCascade {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item referrer = HEAP.make();
  private final Heap.Item head = HEAP.makeIn(referrer);
  private final Heap.Item tail = HEAP.makeIn(head);

  @Actor
  public void walker(LII_Result r) {
    Heap.Item first = HEAP.get(referrer);
    r.r1 = "null";
    if (first != null) {
      Heap.Item second = HEAP.get(first);
      HEAP.drop(first);
      r.r1 = second != null && HEAP.isAlive(second) ? "alive" : "dead";
      HEAP.drop(second);
    }
  }

  @Actor
  public void dropper() {
    HEAP.put(referrer, null);
  }

  @Arbiter
  public void after(LII_Result r) {
    r.r2 = HEAP.deaths(head);
    r.r3 = HEAP.deaths(tail);
    HEAP.drop(referrer);
  }
}
