package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

import io.refledger.rt.table.CountWord;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/**
 * The handing over of units (pins that a frame owns) between frames: a register of the context
 * names the slot, and whoever takes the object over clears it.
 */
public final class Units {
  private Units() {}

  /** For the births: a slot known already. */
  @ForceInline
  @Hidden
  static void returning(int slot, Context c) {
    if (c.returned != 0) undelivered(c.returned, slot, c);
    c.returned = slot;
  }

  @DontInline
  @Hidden
  public static void returning(Object o, Context c) {
    returning(o == null ? 0 : Identity.slot(o), c);
  }

  @DontInline
  @Hidden
  public static void result(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    if (c.returned == slot) c.returned = 0;
    else LEDGER.pin(slot, c);
  }

  @DontInline
  @Hidden
  public static void throwing(Object e, Context c) {
    int slot = e == null ? 0 : Identity.slot(e);
    if (c.flying != 0) undelivered(c.flying, slot, c);
    c.flying = slot;
  }

  @DontInline
  @Hidden
  public static void caught(Object e, Context c) {
    int slot = Identity.slot(e);
    if (slot == 0) return;
    if (c.flying == slot) c.flying = 0;
    else LEDGER.pin(slot, c);
  }

  /**
   * Nobody took the unit of {@code old}, so its caller is not woven: the object is in foreign
   * hands. The same object handed over twice has a unit too many instead.
   */
  @DontInline
  private static void undelivered(int old, int next, Context c) {
    if (old == next) LEDGER.unpin(old, c, 0);
    else LEDGER.setFlags(old, CountWord.FOREIGN);
  }
}
