package io.refledger.rt;

import static io.refledger.rt.Installation.FOREIGN;
import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.table.CountWord;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.Hidden;

/** Objects at the border of what is woven, in a narrow scope. */
public final class Lending {
  private Lending() {}

  @DontInline
  @Hidden
  public static boolean isWoven(Object receiver, Context c) {
    return receiver != null && !Tracking.isOver() && TYPES.of(receiver.getClass(), c).isWhole;
  }

  @DontInline
  @Hidden
  public static void lend(Object o, Context c) {
    FOREIGN.handOut(o, c);
  }

  /** What code that is not woven returns it may have stored. */
  @DontInline
  @Hidden
  public static void received(Object o, Context c, int woven) {
    if (woven != 0) {
      Units.result(o, c);
      return;
    }
    int slot = Identity.slot(o);
    if (slot == 0) return;
    LEDGER.pin(slot, c);
    if ((LEDGER.word(slot) & (CountWord.FOREIGN_BIT | CountWord.IMMORTAL_BIT)) == 0) {
      FOREIGN.enter(o, slot, c);
    }
  }

  @DontInline
  @Hidden
  public static void handOver(Object o, Context c, int site, int expected) {
    if (expected != 0) {
      Units.returning(o, c);
      return;
    }
    int slot = o == null ? 0 : Identity.slot(o);
    if (slot == 0) return;
    FOREIGN.handOut(o, c);
    LEDGER.unpin(slot, c, SITES.context(site, c));
  }
}
