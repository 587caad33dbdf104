package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A pin becomes a reference and a pin again while another thread lets go of its reference. */
@JCStressTest
@Description(
    "A pin becomes a reference and a pin again while another thread lets go of its reference.")
@Outcome(
    id = "0, 0, 1",
    expect = ACCEPTABLE,
    desc = "The object is held by the pin, or what it became, all the time.")
@Outcome(
    id = "1, .*, .*",
    expect = FORBIDDEN,
    desc = "It died while the pin was neither one thing nor the other.")
@Outcome(expect = FORBIDDEN, desc = "A change of the word was lost.")
@State
public class BindAgainstDecref {
  private static final Books BOOKS = Books.open(Books.LATE);

  private final int slot = BOOKS.birth(0);

  {
    BOOKS.ledger.incref(slot, Books.context());
  }

  @Actor
  public void binder() {
    BOOKS.ledger.bind(slot, 0);
    BOOKS.ledger.unbind(slot, 0);
  }

  @Actor
  public void dropper() {
    BOOKS.decref(slot);
  }

  @Arbiter
  public void after(III_Result r) {
    r.r1 = BOOKS.deaths(slot);
    r.r2 = BOOKS.ledger.refs(slot);
    r.r3 = BOOKS.ledger.pins(slot);
    BOOKS.unpin(slot);
  }
}
