package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

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

  /** For the births: an object whose slot is known already. */
  @ForceInline
  @Hidden
  static void returning(Object o, int slot, Context c) {
    if (c.returned != 0) undelivered(c.returned, slot, c);
    if (Installation.ATTACHED && c.isOlder) c.returnedObject = HandedOver.of(o, slot);
    c.returned = slot;
  }

  @DontInline
  @Hidden
  public static void returning(Object o, Context c) {
    returning(o, o == null ? 0 : Identity.slot(o), c);
  }

  @DontInline
  @Hidden
  public static void result(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    if (c.returned == slot) c.returned = 0;
    else LEDGER.pin(slot, c);
  }

  /**
   * As returning, of a value that has no unit to hand over. An exception that the JVM is making
   * returns itself from {@code initCause}; its unit waits on for who catches it. A frame from
   * before the agent holds nothing that one can borrow from: there the value gets a unit.
   */
  @DontInline
  @Hidden
  public static void returningBorrowed(Object o, Context c) {
    int slot = o == null ? 0 : Identity.slot(o);
    if (slot != 0 && slot == c.returned && TYPES.get(LEDGER.typeOf(slot)).isThrowable) return;
    boolean mayBeForOlder = Installation.ATTACHED && c.isOlder && slot != 0;
    if (mayBeForOlder) LEDGER.pin(slot, c);
    returning(o, slot, c);
    if (!mayBeForOlder) c.returned = 0;
  }

  /** As result, and its end. A unit of another object belongs to code that is not woven. */
  @DontInline
  @Hidden
  public static void discard(Object o, Context c, int site) {
    if (o == null || Identity.slot(o) != c.returned) return;
    c.returned = 0;
    Counting.unpin(o, c, site);
  }

  @DontInline
  @Hidden
  public static void throwing(Object e, Context c) {
    int slot = e == null ? 0 : Identity.slot(e);
    if (c.flying != 0) replaced(c.flying, slot, c);
    if (Installation.ATTACHED && c.isOlder) c.flyingObject = HandedOver.of(e, slot);
    c.flying = slot;
  }

  /** A unit is in one of the registers: in `returned` if the JVM itself made the exception. */
  @DontInline
  @Hidden
  public static void caught(Object e, Context c) {
    int slot = Identity.slot(e);
    if (slot == 0) return;
    if (c.flying == slot) {
      c.flying = 0;
    } else if (c.returned == slot) {
      c.returned = 0;
      if (c.flying != 0) wrapped(c.flying, slot, c);
    } else {
      LEDGER.pin(slot, c);
    }
  }

  /** The JVM caught an exception and threw one of its own that refers to it. */
  @DontInline
  private static void wrapped(int cause, int wrapper, Context c) {
    for (int i = LEDGER.references(wrapper) - 1; i >= 0; i--) {
      if (LEDGER.referent(wrapper, i) == cause) {
        c.flying = 0;
        LEDGER.unpin(cause, c, 0);
        return;
      }
    }
  }

  /** What a method that takes no units got from a call. */
  @DontInline
  @Hidden
  public static void unheld(Context c) {
    int slot = c.returned;
    c.returned = 0;
    toForeignHands(slot, c.returnedObject, c);
  }

  /**
   * Nobody took the unit of {@code old}: the caller was not woven, and has the object still, also
   * when a method that it called with the object returns it once more. Of a thread that the JVM
   * made for one that runs already, the unit becomes the hold that it has until it ends.
   */
  @DontInline
  private static void undelivered(int old, int next, Context c) {
    Type type = TYPES.get(LEDGER.typeOf(old));
    if (isKeptByVm(old, type)) LEDGER.immortalize(old);
    else if (type.isThrowable) thrownByVm(old, next, c);
    else if (!type.isThread || (Installation.ATTACHED && c.isOlder)) {
      toForeignHands(old, c.returnedObject, c);
    }
  }

  /**
   * The JVM makes an exception, may give it a cause, by a method that returns the exception once
   * more, and throws it. It may make others before somebody catches it.
   */
  private static void thrownByVm(int exception, int next, Context c) {
    if (exception == next) {
      LEDGER.unpin(exception, c, 0);
      return;
    }
    if (c.flying != 0) wrapped(c.flying, exception, c);
    if (c.flying == 0) {
      c.flying = exception;
      c.flyingObject = c.returnedObject;
    } else {
      toForeignHands(exception, c.returnedObject, c);
    }
  }

  /** Another exception flies now, or the same one was thrown once more. */
  @DontInline
  private static void replaced(int old, int next, Context c) {
    if (old == next) LEDGER.unpin(old, c, 0);
    else toForeignHands(old, c.flyingObject, c);
  }

  /**
   * With a class whose initialiser has failed the JVM keeps an error that tells it. That refers to
   * no cause, but has the stack trace of the first exception, for which the JVM asks that.
   */
  private static boolean isKeptByVm(int slot, Type type) {
    if (type.isStackTrace) return true;
    if (!type.isInitializationError) return false;
    for (int i = LEDGER.references(slot) - 1; i >= 0; i--) {
      if (LEDGER.referent(slot, i) != 0) return false;
    }
    return true;
  }

  /**
   * The runtime itself is going to run woven code, and the agent's, whose objects are not the
   * program's. Nests; what the thread was in the middle of goes to {@link #takeUp}.
   */
  public static long putAside(Context c) {
    c.births++;
    long state = (long) c.flying << 32 | c.returned;
    if (Installation.ATTACHED && state != 0 && c.isOlder) c.putHandedAside();
    c.returned = 0;
    c.flying = 0;
    return state;
  }

  /** Undoes the latest {@link #putAside}. */
  public static void takeUp(long state, Context c) {
    c.births--;
    dropUndelivered(c);
    boolean isOver = Tracking.isOver(); // then a slot names nothing
    c.returned = isOver ? 0 : (int) state;
    c.flying = isOver ? 0 : (int) (state >>> 32);
    if (Installation.ATTACHED && state != 0 && c.isOlder) c.takeHandedUp();
  }

  /** Code that is not woven has run in this frame and did not take what woven code handed to it. */
  public static void dropUndelivered(Context c) {
    int slot = c.returned;
    c.returned = 0;
    if (slot != 0 && !Tracking.isOver()) LEDGER.unpin(slot, c, 0);
  }

  /**
   * From now on it does not die by a count of zero, until woven code stores it. An immortal one, as
   * what the JVM's linkage was given, does not anyway.
   */
  static void toForeignHands(int slot, Context c) {
    toForeignHands(slot, null, c);
  }

  /**
   * As above; of an object that can still be had the JVM tells when nobody has it any more, and no
   * store changes that: a frame from before the agent may hold it while woven code stores it and
   * lets go of it.
   */
  private static void toForeignHands(int slot, HandedOver handed, Context c) {
    boolean isKnown = Installation.ATTACHED && handed != null && handed.isOf(slot);
    Object o = isKnown ? handed.object() : null;
    if (o != null) Installation.FOREIGN.handOut(o, c);
    else if (!isKnown && !LEDGER.isImmortal(slot)) LEDGER.setFlags(slot, CountWord.FOREIGN);
    LEDGER.unpin(slot, c, 0);
  }
}
