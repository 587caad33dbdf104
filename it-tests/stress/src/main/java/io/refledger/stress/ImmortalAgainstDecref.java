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

/** An object turns immortal in the hands of one thread while another lets go of it. */
@JCStressTest
@Description("An object turns immortal in the hands of one thread while another lets go of it.")
@Outcome(
    id = "0, true",
    expect = ACCEPTABLE,
    desc = "Counts mean nothing any more, before or after the release.")
@Outcome(expect = FORBIDDEN, desc = "A release took away the immortality, or freed the object.")
@State
public class ImmortalAgainstDecref {
  private static final Books BOOKS = Books.open(Books.LATE);

  private final int slot = BOOKS.referenced(2, 0);

  @Actor
  public void immortalizer() {
    BOOKS.ledger.immortalize(slot);
    BOOKS.decref(slot);
  }

  @Actor
  public void dropper() {
    BOOKS.decref(slot);
  }

  @Arbiter
  public void after(IZ_Result r) {
    r.r1 = BOOKS.deaths(slot);
    r.r2 = BOOKS.ledger.isLive(slot);
  }
}
