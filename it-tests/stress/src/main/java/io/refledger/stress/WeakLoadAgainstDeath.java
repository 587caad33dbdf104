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

/** A weak reference is read while its referent dies and its thread makes another object. */
@JCStressTest
@Description(
    "A weak reference is read while its referent dies and its thread makes another object.")
@Outcome(
    id = {"same, 1", "same, 2"},
    expect = ACCEPTABLE,
    desc = "The object was held in time, or came back and died again.")
@Outcome(id = "other, .*", expect = FORBIDDEN, desc = "The weak reference led to another object.")
@Outcome(expect = FORBIDDEN, desc = "The object was lost, or is not dead in the end.")
@State
public class WeakLoadAgainstDeath {
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
    BOOKS.ledger.pin(slot, Books.context());
    boolean isSame = BOOKS.ledger.isLive(slot) && BOOKS.ledger.birthClock(slot) == birthClock;
    r.r1 = isSame ? "same" : "other";
    BOOKS.unpin(slot);
  }

  @Arbiter
  public void after(LI_Result r) {
    r.r2 = BOOKS.deaths(slot);
    BOOKS.ledger.releaseWeakly(slot, Books.context());
  }
}
