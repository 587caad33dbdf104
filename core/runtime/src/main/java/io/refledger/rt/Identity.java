package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Vm.U;

import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;

/** From object to slot: through the mark word, or through a weak table when that cannot be. */
public final class Identity {
  private static final boolean HEADER = Installation.SELF_TEST.passed();
  private static final int SHIFT = HEADER ? Installation.SELF_TEST.shift() : 0;

  /** Compact headers: there the mark of no object is zero above the hash. */
  private static final boolean KLASS_IN_MARK =
      HEADER && U.getLong(Installation.SELF_TEST, 0L) >>> HeaderLayout.COMPACT_KLASS != 0;

  private static final long HASH_BITS = (long) HeaderLayout.MASK << SHIFT;

  /**
   * The class word lies at 8 when it is not in the mark. C2 makes a native call of an access to
   * just that place, but not of a wider one around it: the class word is its upper half.
   */
  private static final long AROUND_KLASS = 4;

  /** The lock bits of a mark word and their value when nobody holds the lock. */
  private static final int LOCK_BITS = 3;

  private static final int UNLOCKED = 1;

  /** The source of immortal numbers. Plain: two objects may get the same one. */
  private static int immortals;

  private Identity() {}

  /**
   * The slot of an object, 0 when it is untracked. An untracked object that was never hashed turns
   * immortal, so that no hash of the JVM's can be taken for a slot later.
   */
  @ForceInline
  public static int slot(Object o) {
    if (!HEADER) return Tracking.isOver() ? 0 : Installation.TABLE.slot(o);
    long mark = U.getLong(o, 0L);
    if ((mark & LOCK_BITS) != UNLOCKED) return lockedSlot(o);
    int number = HeaderLayout.decode((int) (mark >>> SHIFT));
    int slot = SlotNumber.slot(number);
    if (slot != 0) {
      boolean isTracked = slot <= LEDGER.highWater() && isOwner(o, klass(o, mark), slot);
      return isTracked ? slot : foreign(slot);
    }
    if (number == 0) stamp(o);
    return 0;
  }

  /**
   * The JVM's hash of an object stands for a slot. Once an object of the same class had that, the
   * two could not be told apart: so no object gets it from now on.
   */
  @DontInline
  private static int foreign(int slot) {
    // After the end no slot is one: there may be no memory behind it.
    if (!Tracking.isOver()) LEDGER.withhold(slot);
    return 0;
  }

  /**
   * Whether an object has its number from us. The hash of an object that the JVM hashed first is
   * any number; what it looks like is a slot of another class most of the time. Strings of the CDS
   * archive are many, and all have hashes: there a live slot must hold the string's own value too.
   */
  @ForceInline
  private static boolean isOwner(Object o, int klass, int slot) {
    if (LEDGER.klass(slot) != klass) return false;
    return !(o instanceof String s) || isOwner(s, slot);
  }

  private static boolean isOwner(String s, int slot) {
    Object value = U.getReference(s, Vm.STRING_VALUE);
    int held = LEDGER.referent(slot, 0);
    if (held != 0) return value != null && SlotNumber.slot(number(value)) == held;
    // Dead, or being made, or with an array of the archive.
    return LEDGER.isLive(slot)
        || (value != null && isSlotOf(value, SlotNumber.slot(number(value))));
  }

  private static boolean isSlotOf(Object o, int slot) {
    return slot > 0 && slot <= LEDGER.highWater() && LEDGER.klass(slot) == klass(o);
  }

  /** The word by which the JVM knows an object's class, without its upper half if it has one. */
  static int klass(Object o) {
    return HEADER ? klass(o, U.getLong(o, 0L)) : 0;
  }

  @ForceInline
  private static int klass(Object o, long mark) {
    return KLASS_IN_MARK
        ? (int) (mark >>> HeaderLayout.COMPACT_KLASS)
        : (int) (U.getLong(o, AROUND_KLASS) >>> 32);
  }

  /** The number in an object's header, whatever it means; 0 when it has none. */
  @ForceInline
  static int number(Object o) {
    long mark = U.getLong(o, 0L);
    int hash = (mark & LOCK_BITS) == UNLOCKED ? (int) (mark >>> SHIFT) : System.identityHashCode(o);
    return HeaderLayout.decode(hash);
  }

  /** Whether an object has neither a number nor a hash, so that it can be born. */
  public static boolean isBlank(Object o) {
    return HEADER ? number(o) == 0 : Tracking.isOver() || Installation.TABLE.slot(o) == 0;
  }

  /** A number that chooses the stripe of an untracked object: it does not change while it lives. */
  static int stripeOf(Object untracked) {
    return System.identityHashCode(untracked);
  }

  /** Writes a number into a header; false when the object is locked or has a hash already. */
  @ForceInline
  static boolean install(Object o, int number) {
    long bits = (long) HeaderLayout.encode(number) << SHIFT;
    while (true) {
      long mark = U.getLong(o, 0L);
      if ((mark & LOCK_BITS) != UNLOCKED || (mark & HASH_BITS) != 0) return false;
      // The CAS fails when a collection has changed the age bits in between.
      if (U.compareAndSetLong(o, 0L, mark, mark | bits)) return true;
    }
  }

  /** Makes a new object known by its slot; false when that is not possible. */
  @ForceInline
  static boolean bind(Object o, int slot, Context context) {
    if (!HEADER) return Installation.TABLE.bind(o, slot, context);
    return install(o, SlotNumber.of(slot));
  }

  /** An untracked object without a hash becomes immortal; a class waits for its type's number. */
  @DontInline
  static void stamp(Object o) {
    if (o instanceof Class || !HEADER || Tracking.isOver()) return;
    int number = HeaderLayout.FIRST_IMMORTAL | (++immortals & HeaderLayout.FIRST_IMMORTAL - 1);
    install(o, number);
  }

  /** The hash of a locked object may be the JVM's, made just now: its type must be right. */
  @DontInline
  private static int lockedSlot(Object o) {
    int slot = SlotNumber.slot(HeaderLayout.decode(System.identityHashCode(o)));
    if (slot == 0 || o instanceof Class) return 0;
    int type = slot > LEDGER.highWater() ? 0 : LEDGER.typeOf(slot);
    return type != 0 && Installation.TYPES.isTypeOf(o, type) ? slot : foreign(slot);
  }
}
