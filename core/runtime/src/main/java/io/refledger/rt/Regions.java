package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;

import io.refledger.rt.table.IntVector;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.Hidden;

/*
 * A method that weaving would push over a size limit has no room to release each value where it ends. It
 * holds whatever it meets until it is left: nothing dies early, some things a little late. A loop meets
 * the same few objects again and again, so the latest entries are looked at first; a region that still
 * grows over all bounds gives its units up, and the objects are foreign-held from then on.
 */
/** What frames over a size limit hold, by thread. */
public final class Regions {
  private static final int MOST_HELD = 1 << 16;
  private static final int LOOK_BACK = 8;

  private Regions() {}

  @DontInline
  @Hidden
  public static int begin(Context c) {
    return c.region.size();
  }

  @DontInline
  @Hidden
  public static void hold(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot != 0) hold(slot, c);
  }

  @DontInline
  @Hidden
  public static void holdResult(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    Units.result(o, c);
    hold(slot, c);
  }

  @DontInline
  @Hidden
  public static void holdConstructed(Context c, int site) {
    int slot = c.returned;
    if (slot == 0) return;
    c.returned = 0;
    Births.constructed(slot, c, site);
    hold(slot, c);
  }

  @DontInline
  @Hidden
  public static void holdLoad(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    LEDGER.pin(slot, c);
    hold(slot, c);
  }

  @DontInline
  @Hidden
  public static void holdCaught(Object e, Context c) {
    Units.caught(e, c);
    hold(e, c);
  }

  /** Takes over one unit. */
  private static void hold(int slot, Context c) {
    IntVector region = c.region;
    int size = region.size();
    for (int i = size - 1; i >= 0 && i >= size - LOOK_BACK; i--) {
      if (region.get(i) == slot) {
        LEDGER.unpin(slot, c, 0);
        return;
      }
    }
    if (size < MOST_HELD) region.add(slot);
    else Units.toForeignHands(slot, c);
  }

  @DontInline
  @Hidden
  public static void end(Context c, int begin, int site) {
    if (c.region.size() <= begin || Tracking.isOver()) return;
    int context = SITES.context(site, c);
    while (c.region.size() > begin) LEDGER.unpin(c.region.removeLast(), c, context);
  }
}
