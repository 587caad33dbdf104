package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.Hidden;

/*
 * Compare-and-set and exchange change field and cell under the stripe. The new referent is pinned by
 * the caller's frame, so it may be increfed after the field took it; and nobody can take its edge
 * away before the stripe is free. What a call returns is pinned before the edge that held it goes.
 */

/** The books of accesses through {@code Unsafe}, by object and offset. */
public final class UnsafeAccess {
  private UnsafeAccess() {}

  /** A read: the value is pinned, then read again, so that it was held when it was pinned. */
  @Hidden
  public static Object get(Unsafe u, Object o, long offset, Context c) {
    Object value = u.getReferenceVolatile(o, offset);
    if (Tracking.isOver()) return value;
    while (value != null) {
      int slot = Identity.slot(value);
      if (slot == 0) break;
      boolean isPinned = LEDGER.tryPin(slot, c);
      Object again = u.getReferenceVolatile(o, offset);
      if (again == value) {
        if (!isPinned) LEDGER.pin(slot, c);
        Units.returning(value, slot, c);
        return value;
      }
      if (isPinned) LEDGER.unpin(slot, c, 0);
      value = again;
    }
    Units.returning(null, 0, c);
    return value;
  }

  @Hidden
  public static boolean compareAndSet(
      Unsafe u, Object o, long offset, Object expected, Object value, Context c, int site) {
    if (o == null || Tracking.isOver()) {
      return u.compareAndSetReference(o, offset, expected, value);
    }
    long place = Place.at(o, offset, value, c);
    long stripe = Place.lock(place, o);
    boolean isSet = u.compareAndSetReference(o, offset, expected, value);
    int old = isSet ? exchanged(place, expected, value, c, site) : 0;
    LEDGER.unlock(stripe);
    if (old != 0) LEDGER.decref(old, c, SITES.context(site, c));
    return isSet;
  }

  @Hidden
  public static Object compareAndExchange(
      Unsafe u, Object o, long offset, Object expected, Object value, Context c, int site) {
    if (o == null || Tracking.isOver()) {
      return u.compareAndExchangeReference(o, offset, expected, value);
    }
    long place = Place.at(o, offset, value, c);
    long stripe = Place.lock(place, o);
    Object witness = u.compareAndExchangeReference(o, offset, expected, value);
    int returned = pin(witness, c);
    int old = witness == expected ? exchanged(place, expected, value, c, site) : 0;
    LEDGER.unlock(stripe);
    if (old != 0) LEDGER.decref(old, c, SITES.context(site, c));
    Units.returning(witness, returned, c);
    return witness;
  }

  @Hidden
  public static Object getAndSet(
      Unsafe u, Object o, long offset, Object value, Context c, int site) {
    if (o == null || Tracking.isOver()) return u.getAndSetReference(o, offset, value);
    long place = Place.at(o, offset, value, c);
    long stripe = Place.lock(place, o);
    Object before = u.getAndSetReference(o, offset, value);
    int returned = pin(before, c);
    int old = exchanged(place, before, value, c, site);
    LEDGER.unlock(stripe);
    if (old != 0) LEDGER.decref(old, c, SITES.context(site, c));
    Units.returning(before, returned, c);
    return before;
  }

  /** The heap has changed from {@code before} to {@code after}: so does the cell. Its old slot. */
  private static int exchanged(long place, Object before, Object after, Context c, int site) {
    boolean isCell = Place.isCell(place);
    if (!isCell && place == Place.EMPTY) return 0;
    int to = after == null ? 0 : Identity.slot(after);
    int context = SITES.context(site, c);
    if (to != 0) LEDGER.incref(to, c, context);
    if (isCell) return Place.swap(place, to, context);
    return before == null ? 0 : Identity.slot(before);
  }

  private static int pin(Object o, Context c) {
    int slot = o == null ? 0 : Identity.slot(o);
    if (slot != 0) LEDGER.pin(slot, c);
    return slot;
  }
}
