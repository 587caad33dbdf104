package io.refledger.rt;

import static io.refledger.rt.Installation.CONTEXTS;
import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.Hidden;

/*
 * Woven methods hold dozens of hook calls. Inlined whole, they drown the compiler: so a hook asks for
 * null in place and calls, and what is called here is compiled once. The call costs a nanosecond, the
 * atomic change behind it four.
 *
 * The JVM throws a StackOverflowError when a method is entered. Each of these takes its unit last of
 * all, so an error means that nothing was taken. A release may have more to do after its count has
 * changed: it catches the error, which is no business of the program's, and if the count had not
 * changed (Context.slowReleases has not moved) the thread owes it and makes up for it later. So for
 * the woven code an error out of a hook says that the hook has done nothing. The handlers call
 * nothing: there is no room.
 */
/** Counting of objects that are not null: the out-of-line half of the hooks. */
public final class Counting {
  private Counting() {}

  @DontInline
  @Hidden
  public static void pin(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot != 0) LEDGER.pin(slot, c);
  }

  @DontInline
  @Hidden
  public static Object tryPin(Object o, Context c) {
    int slot = Identity.slot(o);
    return slot == 0 || LEDGER.tryPin(slot, c) ? o : null;
  }

  /**
   * The field changed between the two reads, or its object died: the second read counts, and is
   * pinned at once, as nothing proves yet that it is held. If the first value dies here, then by
   * the statement of another thread that dropped its reference.
   */
  @DontInline
  @Hidden
  public static void confirmSlowly(Object again, Object pinned) {
    Context c = CONTEXTS.current();
    if (again != null && tryPin(again, c) == null) {
      LateLoads.revive(again, Identity.slot(again), c);
    }
    int slot = pinned == null ? 0 : Identity.slot(pinned);
    if (slot != 0) LEDGER.unpin(slot, c, LEDGER.dropContext(slot));
  }

  @DontInline
  @Hidden
  public static void unpin(Object o, Context c, int site) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    int releases = c.slowReleases;
    try {
      int context = SITES.context(site, c);
      LEDGER.unpin(slot, c, context);
      if (Installation.VERIFY_DEATHS) Deaths.observe(o, slot, context);
    } catch (StackOverflowError e) {
      if (c.slowReleases == releases && c.owedCount < c.owed.length) c.owed[c.owedCount++] = slot;
    }
  }

  @DontInline
  @Hidden
  public static void incref(Object o, Context c, int site) {
    int slot = Identity.slot(o);
    if (slot != 0) LEDGER.increfLocal(slot, c, SITES.context(site, c));
  }

  @DontInline
  @Hidden
  public static void decref(Object o, Context c, int site) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    int releases = c.slowReleases;
    try {
      int context = SITES.context(site, c);
      LEDGER.decref(slot, c, context);
      if (Installation.VERIFY_DEATHS) Deaths.observe(o, slot, context);
    } catch (StackOverflowError e) {
      if (c.slowReleases == releases && c.owedCount < c.owed.length) c.owed[c.owedCount++] = -slot;
    }
  }

  @DontInline
  @Hidden
  public static void bind(Object o, Context c, int site) {
    int slot = Identity.slot(o);
    if (slot != 0) LEDGER.bind(slot, SITES.context(site, c));
  }

  @DontInline
  @Hidden
  public static void unbind(Object o, Context c, int site) {
    int slot = Identity.slot(o);
    if (slot != 0) LEDGER.unbind(slot, SITES.context(site, c));
  }
}
