package io.refledger.rt;

import static io.refledger.rt.Installation.CONTEXTS;
import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;

import java.lang.reflect.Array;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/*
 * Two copies of this class run: this one, and one under the name java.lang.RefLedgerHooks, which
 * woven code calls. So it has no state, no nested class, no lambda, and uses public members of other
 * classes only. Its callees are intrinsics, fields and classes of this package: what a hook calls
 * may not be woven.
 *
 * A *unit* is one pin that some frame owns. In all hooks `c` is the calling thread's context, `site`
 * the number that the weaver got for the instruction; objects may be null.
 */

/** The hooks: what woven code calls. An ABI; see {@code core/design/runtime.md}, section 6. */
public final class Hooks {
  private Hooks() {}

  /** The calling thread's context. */
  @ForceInline
  @Hidden
  public static Context context() {
    return CONTEXTS.current();
  }

  /** A unit more. An untracked object that was never hashed turns immortal; a dead one revives. */
  @ForceInline
  @Hidden
  public static void pin(Object o, Context c) {
    if (o != null) Counting.pin(o, c);
  }

  /**
   * A unit on a value just read from the heap: returns it, or null if it died meanwhile, in which
   * case nothing was taken.
   */
  @ForceInline
  @Hidden
  public static Object tryPin(Object o, Context c) {
    return o == null ? null : Counting.tryPin(o, c);
  }

  /** The frame needs a unit on {@code value}; a non-null {@code held} says that it has one. */
  @ForceInline
  @Hidden
  public static void adopt(Object value, Object held, Context c) {
    if (held == null && value != null) Counting.pin(value, c);
  }

  /**
   * A value was read, {@link #tryPin pinned} and read again: the unit belongs to {@code again},
   * which is returned.
   */
  @ForceInline
  @Hidden
  public static Object confirm(Object again, Object pinned) {
    if (again != pinned) Counting.confirmSlowly(again, pinned);
    return again;
  }

  /**
   * Two copies of one value lie on the stack and the upper is consumed: the unit goes to the lower.
   */
  @ForceInline
  @Hidden
  public static Object keep(Object lower, Object upper, Context c, int site) {
    if (lower == null) return upper;
    if (upper != null) Counting.unpin(upper, c, site);
    return lower;
  }

  /** A unit less; an object that nothing else holds dies here. */
  @ForceInline
  @Hidden
  public static void unpin(Object o, Context c, int site) {
    if (o != null) Counting.unpin(o, c, site);
  }

  /** As unpin, of several, first to last. */
  @ForceInline
  @Hidden
  public static void unpinEach(
      Object first, Object second, Object third, Object fourth, Context c, int site) {
    if (first != null || second != null || third != null || fourth != null) {
      Releases.each(first, second, third, fourth, false, c, site);
    }
  }

  /** As decref, of several, first to last. */
  @ForceInline
  @Hidden
  public static void decrefEach(
      Object first, Object second, Object third, Object fourth, Context c, int site) {
    if (first != null || second != null || third != null || fourth != null) {
      Releases.each(first, second, third, fourth, true, c, site);
    }
  }

  /** A counted reference more. */
  @ForceInline
  @Hidden
  public static void incref(Object o, Context c, int site) {
    if (o != null) Counting.incref(o, c, site);
  }

  /** A counted reference less; an object that nothing else holds dies here. */
  @ForceInline
  @Hidden
  public static void decref(Object o, Context c, int site) {
    if (o != null) Counting.decref(o, c, site);
  }

  /** A unit becomes a counted reference. */
  @ForceInline
  @Hidden
  public static void bind(Object o, Context c, int site) {
    if (o != null) Counting.bind(o, c, site);
  }

  /** A counted reference becomes a unit. */
  @ForceInline
  @Hidden
  public static void unbind(Object o, Context c, int site) {
    if (o != null) Counting.unbind(o, c, site);
  }

  /** The frame's unit goes to its caller. */
  @ForceInline
  @Hidden
  public static void returning(Object o, Context c) {
    Units.returning(o, c);
  }

  /** A value is returned that the caller holds already: no unit goes with it. */
  @ForceInline
  @Hidden
  public static void returningBorrowed(Object o, Context c) {
    if (c.returned != 0 || (Installation.ATTACHED && c.isOlder)) Units.returningBorrowed(o, c);
  }

  /** Right after a call: the unit that was handed over with {@code o}, or a new one. */
  @ForceInline
  @Hidden
  public static void result(Object o, Context c) {
    if (o != null) Units.result(o, c);
  }

  /** Right after a constructor: as {@link #result}, and the object learns where it was made. */
  @ForceInline
  @Hidden
  public static void constructed(Object o, Context c, int site) {
    Births.constructed(o, c, site);
  }

  /** Right after a call whose result is of no further use: the unit that was handed over ends. */
  @ForceInline
  @Hidden
  public static void discard(Object o, Context c, int site) {
    if (c.returned != 0) Units.discard(o, c, site);
  }

  /** Ends an undelivered unit of an object that is not at hand. */
  @Hidden
  public static void dropResult(Context c, int site) {
    int slot = c.returned;
    c.returned = 0;
    if (slot != 0 && !Tracking.isOver()) LEDGER.unpin(slot, c, SITES.context(site, c));
  }

  /** After a call in a method that takes no units: the object it returned or made is foreign. */
  @ForceInline
  @Hidden
  public static void unheld(Context c) {
    if (c.returned != 0) Units.unheld(c);
  }

  /** A method over a size limit begins: where its region does. */
  @Hidden
  public static int region(Context c) {
    return Regions.begin(c);
  }

  /** The frame's unit goes to its region. */
  @Hidden
  public static void held(Object o, Context c) {
    if (o != null) Regions.hold(o, c);
  }

  /** As {@link #result}, for a region. */
  @Hidden
  public static void heldResult(Object o, Context c) {
    if (o != null) Regions.holdResult(o, c);
  }

  /** As {@link #constructed}, for a region. */
  @Hidden
  public static void heldConstructed(Context c, int site) {
    Regions.holdConstructed(c, site);
  }

  /** A region takes a unit on a value that was read. */
  @Hidden
  public static void heldLoad(Object o, Context c) {
    if (o != null) Regions.holdLoad(o, c);
  }

  /** As {@link #caught}, for a region. */
  @Hidden
  public static void heldCaught(Object e, Context c) {
    if (e != null) Regions.holdCaught(e, c);
  }

  /** As {@link #throwing}, with a unit of its own. */
  @Hidden
  public static void heldThrowing(Object e, Context c) {
    pin(e, c);
    throwing(e, c);
  }

  /** As {@link #returning}, with a unit of its own. */
  @Hidden
  public static void heldReturning(Object o, Context c) {
    pin(o, c);
    returning(o, c);
  }

  /** A method over a size limit is left: the units of its region go back, latest first. */
  @Hidden
  public static void leaveRegion(Context c, int begin, int site) {
    Regions.end(c, begin, site);
  }

  /** The frame's unit on an exception goes to whoever catches it. */
  @ForceInline
  @Hidden
  public static void throwing(Object e, Context c) {
    Units.throwing(e, c);
  }

  /** The unit that was handed over with an exception, or a new one. */
  @ForceInline
  @Hidden
  public static void caught(Object e, Context c) {
    if (e != null) Units.caught(e, c);
  }

  /** Before PUTFIELD; the token goes to {@link #afterStore}, 0 when there is nothing to do. */
  @ForceInline
  @Hidden
  public static long beforeFieldStore(Object referrer, Object value, Context c, int site) {
    return Stores.beforeField(referrer, value, c, site);
  }

  /** Before AASTORE; 0 also when the instruction is going to throw. */
  @ForceInline
  @Hidden
  public static long beforeArrayStore(
      Object[] array, int index, Object value, Context c, int site) {
    return Stores.beforeArray(array, index, value, c, site);
  }

  /** Whether a store to a static field has met its class before: it need not be looked up again. */
  @Hidden
  public static boolean knowsStatic(int site) {
    return Stores.knowsStatic(site);
  }

  /** Before PUTSTATIC; {@code owner} is the class that the instruction names, null if known. */
  @ForceInline
  @Hidden
  public static long beforeStaticStore(Object value, Class<?> owner, Context c, int site) {
    return Stores.beforeStatic(value, owner, c, site);
  }

  /** After the store: lets go of the stripe, then of the old referent. */
  @ForceInline
  @Hidden
  public static void afterStore(long token, Context c, int site) {
    if (token != 0) Stores.after(token, c, site);
  }

  /** The edge of a field that was stored before {@code super()} returned. */
  @Hidden
  public static void initialEdge(Object referrer, Object value, Context c, int site) {
    Stores.initialEdge(referrer, value, c, site);
  }

  /** In Object's constructor: birth with one unit, handed over as by {@link #returning}. */
  @ForceInline
  @Hidden
  public static void created(Object o) {
    Births.created(o, CONTEXTS.current());
  }

  /** After an array instruction: birth; the unit belongs to the frame. */
  @Hidden
  public static void newArray(Object a, Context c, int site) {
    Births.array(a, c, site);
  }

  /** After a call that allocates: birth, or a unit more for a tracked object. */
  @Hidden
  public static void allocated(Object o, Context c, int site) {
    Births.allocated(o, c, site);
  }

  /**
   * After a method named {@code clone}: birth with the references that the copy has. A copy that is
   * known already came from the program's own {@code clone}, and is a result like any other.
   */
  @Hidden
  public static void cloned(Object copy, Context c, int site) {
    if (copy == null) return;
    if (Identity.isBlank(copy)) Births.copy(copy, c, site);
    else Units.result(copy, c);
  }

  /** As {@link #cloned}, of an array that is tracked whatever its class. */
  @Hidden
  public static void copied(Object copy, Context c, int site) {
    Births.copied(copy, c, site);
  }

  /** An object whose fields were set by a constructor that is not woven: they are read from it. */
  @Hidden
  public static void filled(Object o, Context c, int site) {
    Births.filled(o, c, site);
  }

  /** An application method is about to call code of the JDK. */
  @ForceInline
  @Hidden
  public static void leaving(Context c, int site) {
    c.applicationSite = site;
  }

  /** What {@link #leaving} has to restore. */
  @ForceInline
  @Hidden
  public static int applicationSite(Context c) {
    return c.applicationSite;
  }

  /** Never counted, never dead; so are the elements of an array of references. */
  @Hidden
  public static void immortalize(Object o) {
    Installation.IMMORTALS.add(o, CONTEXTS.current());
  }

  /** In Reference's constructor. */
  @Hidden
  public static void referenceCreated(Object ref, Object referent, Context c, int site) {
    ReferenceBooks.created(ref, referent, c, site);
  }

  /** In Reference's constructor, before the queue is stored. */
  @Hidden
  public static void referenceQueued(Object ref, Object queue, Context c) {
    Installation.VM_HOLDS.referenceQueued(ref, queue, c);
  }

  /** In {@code Reference.clear}. */
  @Hidden
  public static void referenceCleared(Object ref, Context c, int site) {
    ReferenceBooks.cleared(ref, c, site);
  }

  /** A thread starts: it is held until it ends. */
  @Hidden
  public static void threadStarted(Object t) {
    pin(t, CONTEXTS.current());
  }

  /** A thread ends; its context is given to another one after a while. */
  @Hidden
  public static void threadExited(Object t, Context c, int site) {
    if (t == null) return;
    Installation.VM_HOLDS.threadExited(t, c);
    CONTEXTS.exited(Vm.threadId((Thread) t));
    unpin(t, c, site);
  }

  /** A virtual thread has ended, says its carrier. */
  @Hidden
  public static void virtualExited(Object t) {
    if (t != null) ThreadEnds.virtual((Thread) t);
  }

  /** A string is in the JVM's table from now on. */
  @Hidden
  public static void interned(Object s) {
    if (s != null) Installation.INTERNED.interned(s, CONTEXTS.current());
  }

  /** The class file of a hidden class, woven; that of another class as it is. */
  @Hidden
  public static byte[] hidden(ClassLoader l, String name, byte[] bytes, int flags) {
    return HiddenClasses.weave(l, name, bytes, flags, CONTEXTS.current());
  }

  /** A hidden class is there. */
  @Hidden
  public static void hiddenDefined(Class<?> c) {
    HiddenClasses.defined(c, CONTEXTS.current());
  }

  /** A loader has one more class. */
  @Hidden
  public static void classDefined(ClassLoader l, Context c) {
    Installation.ADOPTED.classDefined(l, c);
  }

  /**
   * An object can be closed and is open from now on; {@code opener} is the number of the class
   * whose constructor, or opening method, returns.
   */
  @Hidden
  public static void opened(Object o, Context c, int opener) {
    Closeables.opened(o, c, opener);
  }

  /** A closing method begins, {@code closer} the bit of its name. */
  @Hidden
  public static void closed(Object o, int closer) {
    Closeables.closed(o, closer);
  }

  /** {@code System.arraycopy}. */
  @Hidden
  public static void arraycopy(
      Object from, int at, Object to, int start, int length, Context c, int site) {
    ArrayCopy.copy(from, at, to, start, length, c, site);
  }

  /** {@code Array.set}. */
  @Hidden
  public static void arraySet(Object array, int index, Object value, Context c, int site) {
    long token =
        array instanceof Object[] references
            ? Stores.beforeArray(references, index, value, c, site)
            : 0;
    Array.set(array, index, value);
    Stores.after(token, c, site);
  }

  /** {@code Unsafe.putReference} in all its modes: the strongest of them, as for all accesses. */
  @Hidden
  public static void putReference(Unsafe u, Object o, long offset, Object x, Context c, int site) {
    long token = o == null ? 0 : Stores.beforeOffset(o, offset, x, c, site);
    u.putReferenceVolatile(o, offset, x);
    Stores.keepBorrowed(o, offset, token, c);
    Stores.after(token, c, site);
  }

  /** {@code Unsafe.compareAndSetReference}. */
  @Hidden
  public static boolean compareAndSetReference(
      Unsafe u, Object o, long offset, Object expected, Object x, Context c, int site) {
    return UnsafeAccess.compareAndSet(u, o, offset, expected, x, c, site);
  }

  /** {@code Unsafe.weakCompareAndSetReference}. */
  @Hidden
  public static boolean weakCompareAndSetReference(
      Unsafe u, Object o, long offset, Object expected, Object x, Context c, int site) {
    return UnsafeAccess.compareAndSet(u, o, offset, expected, x, c, site);
  }

  /**
   * {@code Unsafe.compareAndExchangeReference}; the result is handed over as by {@link #returning}.
   */
  @Hidden
  public static Object compareAndExchangeReference(
      Unsafe u, Object o, long offset, Object expected, Object x, Context c, int site) {
    return UnsafeAccess.compareAndExchange(u, o, offset, expected, x, c, site);
  }

  /** {@code Unsafe.getAndSetReference}; the result is handed over as by {@link #returning}. */
  @Hidden
  public static Object getAndSetReference(
      Unsafe u, Object o, long offset, Object x, Context c, int site) {
    return UnsafeAccess.getAndSet(u, o, offset, x, c, site);
  }

  /** {@code Unsafe.getReference}; the result is handed over as by {@link #returning}. */
  @Hidden
  public static Object getReference(Unsafe u, Object o, long offset, Context c, int site) {
    return UnsafeAccess.get(u, o, offset, c);
  }

  /** Right before a call: {@code woven} 1 if the caller takes the unit of the result. */
  @ForceInline
  @Hidden
  public static void expect(Context c, int woven) {
    c.expecting = woven;
  }

  /** At the entry of a method: 1 if its caller takes the unit of the result. */
  @ForceInline
  @Hidden
  public static int expected(Context c) {
    int expected = c.expecting;
    c.expecting = 0;
    return expected;
  }

  /** 1 if all methods of an object are woven, else 0. */
  @Hidden
  public static int woven(Object receiver, Context c) {
    return Lending.isWoven(receiver, c) ? 1 : 0;
  }

  /** Code that is not woven gets an object, unless the callee is {@code woven}. */
  @ForceInline
  @Hidden
  public static void lend(Object o, Context c, int woven) {
    if (woven == 0 && o != null) Lending.lend(o, c);
  }

  /** Right after a call: as {@link #result} if the callee is {@code woven}, else a new unit. */
  @ForceInline
  @Hidden
  public static void received(Object o, Context c, int woven) {
    if (o != null) Lending.received(o, c, woven);
  }

  /** As {@link #returning} if the caller expects it; else the object goes to foreign hands. */
  @ForceInline
  @Hidden
  public static void handOver(Object o, Context c, int site, int expected) {
    Lending.handOver(o, c, site, expected);
  }

  /**
   * After the superclass's constructor: the birth of an object that has none, else the unit that
   * comes with it. The object; null if it is not tracked.
   */
  @Hidden
  public static Object born(Object o, Context c) {
    c.expecting = 0;
    return Births.born(o, c);
  }

  /** The observation that the calling thread is in: it is to be told again after a task. */
  @Hidden
  public static int observation(Context c) {
    return c.observation;
  }

  /** A task is about to be run, on behalf of who made it. */
  @Hidden
  public static void runs(Object task, Context c) {
    Observations.runs(task, c);
  }

  /** A task has been run, or has thrown: the calling thread is in this observation again. */
  @Hidden
  public static void observe(Context c, int observation) {
    c.observation = observation;
  }
}
