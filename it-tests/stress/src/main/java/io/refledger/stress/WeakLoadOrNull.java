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

/** A weak reference is read for a living object only, while its referent dies. */
@JCStressTest
@Description("A weak reference is read for a living object only, while its referent dies.")
@Outcome(id = "same, 1", expect = ACCEPTABLE, desc = "The load was in time.")
@Outcome(id = "null, 1", expect = ACCEPTABLE, desc = "The object was dead.")
@Outcome(id = "other, .*", expect = FORBIDDEN, desc = "The weak reference led to another object.")
@Outcome(expect = FORBIDDEN, desc = "The object did not die once.")
@State
public class WeakLoadOrNull {
  private static final Books BOOKS = Books.open(Books.AT_ONCE);

  private final int slot = BOOKS.referenced(1, 0);
  private final int birthClock = BOOKS.ledger.birthClock(slot);

  {
    BOOKS.ledger.holdWeakly(slot);
  }

  @Actor
  public void dropper() {
    BOOKS.decref(slot);
    int reborn = BOOKS.birth(0);
    BOOKS.unpin(reborn);
  }

  @Actor
  public void loader(LI_Result r) {
    r.r1 = "null";
    if (BOOKS.ledger.tryPin(slot, Books.context())) {
      r.r1 = BOOKS.ledger.birthClock(slot) == birthClock ? "same" : "other";
      BOOKS.unpin(slot);
    }
  }

  @Arbiter
  public void after(LI_Result r) {
    r.r2 = BOOKS.deaths(slot);
    BOOKS.ledger.releaseWeakly(slot, Books.context());
  }
}
