package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two threads copy two arrays, each into the other. */
@JCStressTest
@Description("Two threads copy two arrays, each into the other.")
@Outcome(
    id = "true, true, 0",
    expect = ACCEPTABLE,
    desc = "Elements, edges and counts agree, and nothing that is referred to has died.")
@Outcome(id = ".*, .*, 1", expect = FORBIDDEN, desc = "An item died that an array refers to.")
@Outcome(expect = FORBIDDEN, desc = "An array and its edges or counts disagree.")
@State
public class CopiesBackAndForth {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item[] one = HEAP.array(2);
  private final Heap.Item[] other = HEAP.array(2);

  {
    for (int i = 0; i < one.length; i++) {
      Heap.Item item = HEAP.make();
      HEAP.set(i == 0 ? one : other, i, item);
      HEAP.drop(item);
    }
  }

  @Actor
  public void first() {
    HEAP.copy(one, other);
  }

  @Actor
  public void second() {
    HEAP.copy(other, one);
  }

  @Arbiter
  public void after(ZZI_Result r) {
    r.r1 = HEAP.agree(one, other);
    r.r2 = HEAP.agree(other, one);
    r.r3 = HEAP.isAnyDead(one) || HEAP.isAnyDead(other) ? 1 : 0;
    HEAP.drop(one);
    HEAP.drop(other);
  }
}
