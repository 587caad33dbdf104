package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.refledger.rt.table.CountWord;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads let go of the last two references to an object with a finalizer. */
@JCStressTest
@Description("Two threads let go of the last two references to an object with a finalizer.")
@Outcome(
    id = "1, 1",
    expect = ACCEPTABLE,
    desc = "Whoever came second ran the finalizer, then freed it.")
@Outcome(id = "0, .*", expect = FORBIDDEN, desc = "It was freed without its finalizer.")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "The finalizer ran twice.")
@Outcome(expect = FORBIDDEN, desc = "It did not die once.")
@State
public class FinalizerOnce {
  private static final Books BOOKS = Books.open(Books.LATE);

  private final int slot = BOOKS.referenced(2, CountWord.FINALIZER);

  @Actor
  public void first() {
    BOOKS.decref(slot);
  }

  @Actor
  public void second() {
    BOOKS.decref(slot);
  }

  @Arbiter
  public void after(II_Result r) {
    r.r1 = BOOKS.finalizers(slot);
    r.r2 = BOOKS.deaths(slot);
  }
}
