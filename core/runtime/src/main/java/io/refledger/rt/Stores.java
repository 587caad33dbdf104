package io.refledger.rt;

import static io.refledger.rt.Installation.ATTACHED;
import static io.refledger.rt.Installation.FOREIGN;
import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.NARROW;
import static io.refledger.rt.Installation.SHOWN;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;
import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.Stripes;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/*
 * A store is two hooks around the real instruction: the first increfs the new referent, locks the
 * stripe of the referrer and swaps the edge; the second unlocks and decrefs the old referent. The
 * token between them:
 *
 *   bit 63        set, so that no token is 0
 *   bits 29..62   the low bits of the stripe's own token
 *   bits 0..28    the old referent's slot, 0 for none
 *
 * The whole token of a held stripe lies in `HELD_STRIPES`, which only the holder writes and reads; the
 * low bits tell a holder that was broken that the stripe is its successor's.
 */

/** The books of stores by instructions: fields, array elements, statics. */
public final class Stores {
  private static final long HELD = Long.MIN_VALUE;
  private static final int SLOT_BITS = 29;
  private static final int LINE_SHIFT = 4;
  private static final int SLOT = (1 << SLOT_BITS) - 1;

  private static final long STRIPE = (1L << (63 - SLOT_BITS)) - 1;

  /** One long on a cache line of its own for each stripe. Plain: guarded by the stripe. */
  private static final long[] HELD_STRIPES = new long[Stripes.COUNT << LINE_SHIFT];

  private Stores() {}

  @DontInline
  @Hidden
  public static long beforeField(Object referrer, Object value, Context c, int site) {
    if (referrer == null || Tracking.isOver()) return 0;
    long target = SITES.target(site);
    if (target == 0) target = Resolution.field(site, referrer, c);
    if (ATTACHED && Target.isShown(target) && value != null) FOREIGN.handOut(value, c);
    long place = Place.ofReference(referrer, Target.index(target), value, c);
    return before(place, referrer, Target.high(target), value, c, site);
  }

  @DontInline
  @Hidden
  public static long beforeArray(Object[] array, int index, Object value, Context c, int site) {
    if (array == null || index < 0 || index >= array.length || Tracking.isOver()) return 0;
    if (value != null && !accepts(array, value)) return 0;
    if (NARROW && value != null) handOutWith(array, value, c);
    if (ATTACHED && value != null && SHOWN.isShown(array, c)) FOREIGN.handOut(value, c);
    long place = Place.ofReference(array, index, value, c);
    return before(place, array, Vm.elementOffset(index), value, c, site);
  }

  @DontInline
  @Hidden
  public static long beforeStatic(Object value, Class<?> owner, Context c, int site) {
    if (Tracking.isOver()) return 0;
    long target = SITES.target(site);
    if (target == 0) target = Resolution.staticField(site, owner, c);
    if (ATTACHED && Target.isShown(target) && value != null) FOREIGN.handOut(value, c);
    int index = Target.index(target);
    if (index < 0) return holdForEver(value, c, SITES.context(site, c));
    long place = Place.ofStatic(TYPES.get(Target.high(target)).statics, index);
    return before(place, null, 0, value, c, site);
  }

  /** Whether a site's static field was resolved. */
  @Hidden
  public static boolean knowsStatic(int site) {
    return Tracking.isOver() || SITES.target(site) != 0;
  }

  @DontInline
  @Hidden
  public static void after(long token, Context c, int site) {
    if (token == 0) return;
    boolean isOver = Tracking.isOver();
    if (isOver && !Tracking.isFrozen()) return;
    long stripe = (token & ~HELD) >>> SLOT_BITS;
    long held = HELD_STRIPES[heldCell(stripe)];
    if ((held & STRIPE) == stripe) LEDGER.unlock(held);
    int old = (int) token & SLOT;
    if (old != 0 && !isOver) LEDGER.decref(old, c, SITES.context(site, c));
  }

  /**
   * Frames borrow what final fields refer to, and have no unit of it. Deserialization and
   * reflection may overwrite one all the same: its old referent does not die by count any more,
   * until woven code stores it again.
   */
  @DontInline
  @Hidden
  public static void keepBorrowed(Object holder, long offset, long token, Context c) {
    int old = (int) token & SLOT;
    if (old == 0 || holder instanceof Class || Tracking.isOver() || Vm.isArray(holder.getClass()))
      return;
    Type type = TYPES.of(holder.getClass(), c);
    int index = type.indexAt(offset);
    if (index >= 0 && type.isFinal(index)) LEDGER.setFlags(old, CountWord.FOREIGN);
  }

  /** A field that was stored before its object was born: the edge alone. */
  @DontInline
  @Hidden
  public static void initialEdge(Object referrer, Object value, Context c, int site) {
    if (referrer == null || value == null || Tracking.isOver()) return;
    long target = SITES.target(site);
    if (target == 0) target = Resolution.field(site, referrer, c);
    if (ATTACHED && Target.isShown(target)) FOREIGN.handOut(value, c);
    int to = Identity.slot(value);
    if (to == 0) return;
    long place = Place.ofReference(referrer, Target.index(target), value, c);
    boolean isCell = Place.isCell(place);
    if (!isCell && place == Place.EMPTY) return;
    int context = SITES.context(site, c);
    LEDGER.incref(to, c, context);
    if (!isCell) return;
    long stripe = Place.lock(place, referrer);
    int old = Place.swap(place, to, context);
    LEDGER.unlock(stripe);
    if (old != 0) LEDGER.decref(old, c, context);
  }

  /** A store to an offset, as {@link #after} ends it; {@code holder} is not null. */
  @Hidden
  public static long beforeOffset(Object holder, long offset, Object value, Context c, int site) {
    if (Tracking.isOver()) return 0;
    return before(Place.at(holder, offset, value, c), holder, offset, value, c, site);
  }

  @ForceInline
  @Hidden
  private static long before(
      long place, Object holder, long offset, Object value, Context c, int site) {
    if (NARROW && place == Place.EMPTY) return 0;
    int to = value == null ? 0 : Identity.slot(value);
    int context = SITES.context(site, c);
    if (!Place.isCell(place)) return beforeUntracked(place, holder, offset, to, c, context);
    if (to != 0) LEDGER.incref(to, c, context);
    long stripe = Place.lock(place, holder);
    int old = Place.swap(place, to, context);
    c.stores++;
    if (NARROW && to != 0 && holder instanceof Object[]) followForeign(place, to);
    return token(stripe, old);
  }

  /**
   * An array that was handed out since its flag was read: nobody has looked at the element, which
   * never dies by count from now on.
   */
  private static void followForeign(long place, int element) {
    int array = (int) (place >>> 31);
    if ((LEDGER.word(array) & CountWord.FOREIGN_BIT) != 0) {
      LEDGER.setFlags(element, CountWord.FOREIGN);
    }
  }

  /** What is stored into an array that is in foreign hands is so too. */
  private static void handOutWith(Object[] array, Object value, Context c) {
    int slot = Identity.slot(array);
    if (slot != 0 && (LEDGER.word(slot) & CountWord.FOREIGN_BIT) != 0) {
      FOREIGN.handOut(value, c);
    }
  }

  @ForceInline
  private static long token(long stripe, int old) {
    HELD_STRIPES[heldCell(stripe)] = stripe;
    return HELD | (stripe & STRIPE) << SLOT_BITS | old;
  }

  /** A stripe's token has the stripe's number in its lowest byte. */
  @ForceInline
  private static int heldCell(long stripe) {
    return ((int) stripe & (Stripes.COUNT - 1)) << LINE_SHIFT;
  }

  /** The static fields of a class that was never woven are not known: they never let go. */
  @DontInline
  @Hidden
  private static long holdForEver(Object value, Context c, int context) {
    int slot = value == null ? 0 : Identity.slot(value);
    if (slot != 0) LEDGER.incref(slot, c, context);
    return 0;
  }

  /** What has no cell shows its old referent itself, if it can have one. */
  @DontInline
  @Hidden
  private static long beforeUntracked(
      long place, Object holder, long offset, int to, Context c, int context) {
    if (place == Place.EMPTY) return 0;
    if (to != 0) LEDGER.incref(to, c, context);
    if (holder == null || offset <= 0) return 0;
    long stripe = Place.lock(place, holder);
    return token(stripe, slotAt(holder, offset));
  }

  /** The slot of what lies at an offset now. */
  static int slotAt(Object holder, long offset) {
    Object old = U.getReference(holder, offset);
    return old == null ? 0 : Identity.slot(old);
  }

  /** Whether an array takes a value; else the instruction throws. */
  @ForceInline
  static boolean accepts(Object[] array, Object value) {
    return array.getClass() == Object[].class
        || Vm.componentType(array.getClass()).isInstance(value);
  }
}
