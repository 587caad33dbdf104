package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A collection runs while the only reference to a ring moves from field to field. */
@JCStressTest
@Description("A collection runs while the only reference to a ring moves from field to field.")
@Outcome(
    id = "true, 2",
    expect = ACCEPTABLE,
    desc = "The ring lived while a field referred to it, then died.")
@Outcome(id = "false, .*", expect = FORBIDDEN, desc = "The detector freed what a field refers to.")
@Outcome(expect = FORBIDDEN, desc = "The ring did not die once.")
@State
public class CollectionAgainstMove {
  private static final Heap HEAP = new Heap(Books.LATE);
  private static final int MOST_MOVES = 2000;

  private final Heap.Item left = HEAP.make();
  private final Heap.Item right = HEAP.make();
  private Heap.Item ring;
  private volatile boolean isMade;
  private volatile boolean isCollected;

  @Actor
  public void mover() {
    ring = HEAP.ring();
    HEAP.put(left, ring);
    HEAP.drop(ring);
    isMade = true;
    for (int i = 0; i < MOST_MOVES && !isCollected; i++) {
      move(left, right);
      move(right, left);
    }
  }

  private static void move(Heap.Item from, Heap.Item to) {
    Heap.Item moved = HEAP.get(from);
    HEAP.put(to, moved);
    HEAP.put(from, null);
    HEAP.drop(moved);
  }

  @Actor
  public void collector() {
    for (int i = 0; i < MOST_MOVES && !isMade; i++) {
      Thread.onSpinWait();
    }
    HEAP.collect(0);
    isCollected = true;
  }

  @Arbiter
  public void after(ZI_Result r) {
    r.r1 = HEAP.isAlive(ring) && HEAP.isAlive(ring.next) && HEAP.deaths(ring) == 0;
    HEAP.put(left, null);
    HEAP.collect();
    r.r2 = HEAP.deaths(ring) + HEAP.deaths(ring.next);
    HEAP.drop(left);
    HEAP.drop(right);
  }
}
