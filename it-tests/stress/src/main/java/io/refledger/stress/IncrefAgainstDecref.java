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

/** A thread that holds an object counts up and down while another lets go of it. */
@JCStressTest
@Description("A thread that holds an object counts up and down while another lets go of it.")
@Outcome(
    id = "0, 1",
    expect = ACCEPTABLE,
    desc = "The object is held by the first thread all the time.")
@Outcome(id = "1, .*", expect = FORBIDDEN, desc = "It died although it was held.")
@Outcome(expect = FORBIDDEN, desc = "A change of the count was lost.")
@State
public class IncrefAgainstDecref {
  private static final Books BOOKS = Books.open(Books.LATE);

  private final int slot = BOOKS.referenced(2, 0);

  @Actor
  public void counter() {
    BOOKS.ledger.incref(slot, Books.context());
    BOOKS.decref(slot);
  }

  @Actor
  public void dropper() {
    BOOKS.decref(slot);
  }

  @Arbiter
  public void after(II_Result r) {
    r.r1 = BOOKS.deaths(slot);
    r.r2 = BOOKS.ledger.refs(slot);
    BOOKS.decref(slot);
  }
}
