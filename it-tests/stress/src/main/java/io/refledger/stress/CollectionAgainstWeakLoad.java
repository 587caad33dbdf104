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

/** A collection finds a ring while a thread loads it through a weak reference. */
@JCStressTest
@Description("A collection finds a ring while a thread loads it through a weak reference.")
@Outcome(
    id = {"null, 1", "alive, 1"},
    expect = ACCEPTABLE,
    desc = "The load came too late, or kept the ring.")
@Outcome(
    id = "dead, .*",
    expect = FORBIDDEN,
    desc = "The verdict was passed on what a thread held.")
@Outcome(expect = FORBIDDEN, desc = "The ring did not die once.")
@State
public class CollectionAgainstWeakLoad {
  private static final Heap HEAP = new Heap(Books.LATE);

  private final Heap.Item ring = HEAP.ring();
  private final int slot = Heap.slot(ring);

  {
    HEAP.books.ledger.holdWeakly(slot);
    HEAP.drop(ring);
  }

  @Actor
  public void loader(LI_Result r) {
    boolean isPinned = HEAP.books.ledger.tryPin(slot, Books.context());
    r.r1 = !isPinned ? "null" : HEAP.isAlive(ring) && HEAP.isAlive(ring.next) ? "alive" : "dead";
    if (isPinned) {
      HEAP.drop(ring);
    }
  }

  @Actor
  public void collector() {
    HEAP.collect();
  }

  @Arbiter
  public void after(LI_Result r) {
    HEAP.collect();
    r.r2 = HEAP.books.deaths(slot);
    HEAP.books.ledger.releaseWeakly(slot, Books.context());
  }
}
