package io.refledger.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/*
 * A load reads a field, then pins what it read: by then the object may be dead, and its slot another's.
 * It then reads the field again, finds another value and lets go. Here only the pin is played.
 */
/** A slot dies and is born again while a load that came too late tries to pin it. */
@JCStressTest
@Description("A slot dies and is born again while a load that came too late tries to pin it.")
@Outcome(
    id = "0, 1, true",
    expect = ACCEPTABLE,
    desc = "The load found it dead; its pin was taken back, from whichever object.")
@Outcome(
    id = "1, 1, true",
    expect = ACCEPTABLE,
    desc =
        "The load was in time, or the slot was born again: the pin was real, and was given back.")
@Outcome(expect = FORBIDDEN, desc = "The new object lost its pin, or has one too many.")
@State
public class PinAgainstRebirth {
  private static final Books BOOKS = Books.open(Books.AT_ONCE);

  private final int slot = BOOKS.referenced(1, 0);
  private int reborn;

  @Actor
  public void dropper() {
    BOOKS.decref(slot);
    reborn = BOOKS.birth(0);
  }

  @Actor
  public void loader(IIZ_Result r) {
    if (BOOKS.ledger.tryPin(slot, Books.context())) {
      r.r1 = 1;
      BOOKS.unpin(slot);
    }
  }

  @Arbiter
  public void after(IIZ_Result r) {
    r.r2 = BOOKS.ledger.pins(reborn);
    r.r3 = BOOKS.ledger.isLive(reborn);
    BOOKS.unpin(reborn);
  }
}
