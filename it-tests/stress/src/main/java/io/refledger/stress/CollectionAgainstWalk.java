package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/*
 * first -> second -> first; the pin goes from one to the other, so no count stands still. Others lie
 * between them in the detector's list, so that it does not read both counts at once.
 */
/** A collection runs while a thread walks around a ring that only its pin holds. */
@JCStressTest
@Description("A collection runs while a thread walks around a ring that only its pin holds.")
@Outcome(
    id = "true, 1, 1",
    expect = ACCEPTABLE,
    desc = "The ring lived as long as the walk, then died once.")
@Outcome(id = "false, .*, .*", expect = FORBIDDEN, desc = "The detector freed what a thread held.")
@Outcome(expect = FORBIDDEN, desc = "An object of the ring did not die once.")
@State
public class CollectionAgainstWalk {
  private static final Heap HEAP = new Heap(Books.LATE);
  private static final int OTHERS = 30;
  private static final int MOST_STEPS = 2000;

  private volatile boolean isMade;
  private volatile boolean isCollected;
  private int first;
  private int second;

  @Actor
  public void walker(ZII_Result r) {
    Heap.Item at = HEAP.make();
    Heap.Item others = HEAP.chain(OTHERS);
    HEAP.put(HEAP.makeIn(at), at);
    first = Heap.slot(at);
    second = Heap.slot(at.next);
    boolean isAlive = true;
    isMade = true;
    for (int i = 0; i < MOST_STEPS && !isCollected; i++) {
      Heap.Item next = HEAP.get(at);
      HEAP.drop(at);
      at = next;
      isAlive &= HEAP.isAlive(at) && HEAP.isAlive(at.next);
    }
    r.r1 = isAlive;
    HEAP.drop(at);
    HEAP.drop(others);
  }

  @Actor
  public void collector() {
    for (int i = 0; i < MOST_STEPS && !isMade; i++) {
      Thread.onSpinWait();
    }
    HEAP.collect(0);
    isCollected = true;
  }

  @Arbiter
  public void after(ZII_Result r) {
    HEAP.collect();
    r.r2 = HEAP.books.deaths(first);
    r.r3 = HEAP.books.deaths(second);
  }
}
