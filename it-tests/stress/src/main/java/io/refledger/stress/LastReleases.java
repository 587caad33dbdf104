package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** Two threads let go of the last two references. */
@JCStressTest
@Description("Two threads let go of the last two references.")
@Outcome(id = "1, false", expect = ACCEPTABLE, desc = "Whoever came second freed it.")
@Outcome(id = "0, .*", expect = FORBIDDEN, desc = "Each thought that the other was last.")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "Both thought that they were last.")
@Outcome(expect = FORBIDDEN, desc = "It died and is alive.")
@State
public class LastReleases {
  private static final Books BOOKS = Books.open(Books.LATE);

  private final int slot = BOOKS.referenced(2, 0);

  @Actor
  public void first() {
    BOOKS.decref(slot);
  }

  @Actor
  public void second() {
    BOOKS.decref(slot);
  }

  @Arbiter
  public void after(IZ_Result r) {
    r.r1 = BOOKS.deaths(slot);
    r.r2 = BOOKS.ledger.isLive(slot);
  }
}
