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

/** A copy of an array races with stores to its source and to its target. */
@JCStressTest
@Description("A copy of an array races with stores to its source and to its target.")
@Outcome(
    id = "true, true, 0",
    expect = ACCEPTABLE,
    desc = "Elements, edges and counts agree, and nothing that is referred to has died.")
@Outcome(id = ".*, .*, 1", expect = FORBIDDEN, desc = "An item died that an array refers to.")
@Outcome(expect = FORBIDDEN, desc = "An array and its edges or counts disagree.")
@State
public class CopyAgainstStores {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item[] from = HEAP.array(2);
  private final Heap.Item[] to = HEAP.array(2);

  {
    for (int i = 0; i < from.length; i++) {
      Heap.Item item = HEAP.make();
      HEAP.set(from, i, item);
      HEAP.drop(item);
    }
  }

  @Actor
  public void copier() {
    HEAP.copy(from, to);
  }

  @Actor
  public void storer() {
    Heap.Item item = HEAP.make();
    HEAP.set(from, 1, item);
    HEAP.set(to, 0, item);
    HEAP.drop(item);
  }

  @Arbiter
  public void after(ZZI_Result r) {
    r.r1 = HEAP.agree(from, to);
    r.r2 = HEAP.agree(to, from);
    r.r3 = HEAP.isAnyDead(from) || HEAP.isAnyDead(to) ? 1 : 0;
    HEAP.drop(from);
    HEAP.drop(to);
  }
}
