package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/**
 * The releases of a frame that is left, several at a time: most holders hold nothing then. As for
 * {@link Counting}, an error out of here says that nothing was done; what finds no room is owed.
 */
public final class Releases {
  private Releases() {}

  /**
   * Releases units, or if {@code areCounted} references, of up to four objects; null for none.
   *
   * <p>What is to be done is kept in four ints, 0 when done, so that the handler can tell without a
   * call.
   */
  @DontInline
  @Hidden
  public static void each(
      Object a, Object b, Object d, Object e, boolean areCounted, Context c, int site) {
    int first = a == null ? 0 : Identity.slot(a);
    int second = b == null ? 0 : Identity.slot(b);
    int third = d == null ? 0 : Identity.slot(d);
    int fourth = e == null ? 0 : Identity.slot(e);
    if ((first | second | third | fourth) == 0) return; // when tracking is over, there are no sites
    int releases = c.slowReleases;
    try {
      int context = SITES.context(site, c);
      if (first != 0) {
        release(a, first, areCounted, c, context);
        first = 0;
        releases = c.slowReleases;
      }
      if (second != 0) {
        release(b, second, areCounted, c, context);
        second = 0;
        releases = c.slowReleases;
      }
      if (third != 0) {
        release(d, third, areCounted, c, context);
        third = 0;
        releases = c.slowReleases;
      }
      if (fourth != 0) release(e, fourth, areCounted, c, context);
    } catch (StackOverflowError error) {
      if (c.slowReleases != releases) {
        // The first of what is left has let go of its unit.
        if (first != 0) first = 0;
        else if (second != 0) second = 0;
        else if (third != 0) third = 0;
        else fourth = 0;
      }
      int sign = areCounted ? -1 : 1;
      if (fourth != 0 && c.owedCount < c.owed.length) c.owed[c.owedCount++] = sign * fourth;
      if (third != 0 && c.owedCount < c.owed.length) c.owed[c.owedCount++] = sign * third;
      if (second != 0 && c.owedCount < c.owed.length) c.owed[c.owedCount++] = sign * second;
      if (first != 0 && c.owedCount < c.owed.length) c.owed[c.owedCount++] = sign * first;
    }
  }

  @ForceInline
  private static void release(Object o, int slot, boolean isCounted, Context c, int context) {
    if (isCounted) LEDGER.decref(slot, c, context);
    else LEDGER.unpin(slot, c, context);
    if (Installation.VERIFY_DEATHS) Deaths.observe(o, slot, context);
  }
}
