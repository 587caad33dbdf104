package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;
import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.BirthTable;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Hidden;

/** The births of objects: record first, then the slot into the object. */
public final class Births {
  private static final BirthTable BIRTHS = LEDGER.births();
  private static final int UNKNOWN_SIZE = 16;

  /** How many references are written under one lock. */
  private static final int BATCH = 1024;

  private Births() {}

  /**
   * The birth of an instance whose constructor has begun. One that a method handle, reflection or
   * deserialization allocates has been born there.
   */
  @DontInline
  @Hidden
  public static void created(Object o, Context c) {
    if (!Identity.isBlank(o)) return;
    if (c.births != 0 || !Tracking.isOn()) {
      Identity.stamp(o);
      return;
    }
    Type type = TYPES.of(o.getClass(), c);
    if (type.isImmortal) {
      Identity.stamp(o);
      return;
    }
    int slot = birth(o, type, type.plainBirth, type.references(), size(type, o, c), c);
    if (!type.isExact && slot != 0) Installation.FOREIGN.enter(o, slot, c);
    Units.returning(o, slot, c);
  }

  /** In a narrow scope: an untracked object stays as it is, without a number. */
  @DontInline
  @Hidden
  public static Object born(Object o, Context c) {
    if (Identity.isBlank(o)) {
      if (c.births != 0 || !Tracking.isOn() || TYPES.of(o.getClass(), c).isImmortal) return null;
      created(o, c);
    }
    if (Identity.slot(o) == 0) return null;
    Units.result(o, c);
    return o;
  }

  /** The constructor has returned: now the place is known. */
  @DontInline
  @Hidden
  public static void constructed(Object o, Context c, int site) {
    Units.result(o, c);
    int slot = o == null ? 0 : Identity.slot(o);
    if (slot != 0) constructed(slot, c, site);
  }

  /** As above, for an object that is known by its slot. */
  static void constructed(int slot, Context c, int site) {
    LEDGER.setBirthId(slot, birthId(LEDGER.typeOf(slot), c, site));
  }

  /** The birth of an array, and of its rows when they were made with it. */
  @Hidden
  public static void array(Object array, Context c, int site) {
    if (array == null || c.births != 0 || isTooEarly(array)) return;
    Type type = TYPES.of(array.getClass(), c);
    int length = array instanceof Object[] references ? references.length : 0;
    int slot = birth(array, type, birthId(type.id, c, site), length, Vm.arraySize(array), c);
    if (length != 0 && ((Object[]) array)[0] != null) rows((Object[]) array, slot, c, site);
  }

  /** Before anything is born, what passes through a hook is immortal, lest it be born later. */
  private static boolean isTooEarly(Object o) {
    if (Tracking.isOn()) return false;
    Identity.stamp(o);
    return true;
  }

  /** The birth of an object that some call site made; a tracked one is pinned instead. */
  @Hidden
  public static void allocated(Object o, Context c, int site) {
    if (o == null) return;
    if (Identity.isBlank(o)) {
      if (!Vm.isArray(o.getClass())) copy(o, c, site);
      else if (!Tracking.isOn() || TYPES.of(o.getClass(), c).isImmortal) Identity.stamp(o);
      else array(o, c, site);
    } else {
      Units.result(o, c);
    }
  }

  /** The birth of a copy: its references are there already. */
  @Hidden
  public static void copy(Object copy, Context c, int site) {
    if (copy == null || c.births != 0 || isTooEarly(copy)) return;
    Type type = TYPES.of(copy.getClass(), c);
    if (type.isImmortal) UntrackedCopies.made(copy, type, c, SITES.context(site, c));
    else copy(copy, type, c, site);
  }

  /** After a copy of an array that is tracked where it is copied: birth, or what comes with it. */
  @Hidden
  public static void copied(Object copy, Context c, int site) {
    if (copy == null) return;
    if (!Identity.isBlank(copy)) Units.result(copy, c);
    else if (c.births == 0 && copy instanceof Object[] && !isTooEarly(copy)) {
      copy(copy, TYPES.of(copy.getClass(), c), c, site);
    }
  }

  private static void copy(Object copy, Type type, Context c, int site) {
    Object[] elements = copy instanceof Object[] references ? references : null;
    int count = elements != null ? elements.length : type.references();
    int size = type.isArray ? Vm.arraySize(copy) : size(type, copy, c);
    int slot = birth(copy, type, birthId(type.id, c, site), count, size, c);
    int context = SITES.context(site, c);
    if (slot == 0) {
      if (Identity.slot(copy) == 0) UntrackedCopies.made(copy, type, c, context);
      return;
    }
    for (int from = type.isReference ? 1 : 0; from < count; from += BATCH) {
      copyReferences(copy, slot, from, Math.min(count, from + BATCH), type, c, context);
    }
    if (!type.isExact) Installation.FOREIGN.enter(copy, slot, c);
  }

  /** The references of a tracked object whose stores nobody saw. */
  @Hidden
  public static void filled(Object o, Context c, int site) {
    int slot = Identity.slot(o);
    if (slot == 0) {
      filledUntracked(o, c, site);
      return;
    }
    Type type = TYPES.of(o.getClass(), c);
    int context = SITES.context(site, c);
    for (int i = 0; i < type.references(); i++) {
      int referent = type.offsets[i] < 0 ? 0 : Stores.slotAt(o, type.offsets[i]);
      LEDGER.store(slot, i, referent, c, context);
    }
  }

  /** It may have been refused a record. */
  private static void filledUntracked(Object o, Context c, int site) {
    if (c.births == 0 && LEDGER.memory().narrowing() != Narrowing.NONE) {
      UntrackedCopies.made(o, TYPES.of(o.getClass(), c), c, SITES.context(site, c));
    }
  }

  private static void copyReferences(
      Object copy, int slot, int from, int to, Type type, Context c, int context) {
    long stripe = LEDGER.lockReferrer(slot);
    for (int i = from; i < to; i++) {
      long offset = type.isArray ? Vm.elementOffset(i) : type.offsets[i];
      int referent = offset < 0 ? 0 : Stores.slotAt(copy, offset);
      if (referent == 0) continue;
      LEDGER.incref(referent, c, context);
      LEDGER.swap(slot, i, referent, context);
    }
    LEDGER.unlock(stripe);
  }

  /** The rows of a new array of arrays: each is born, and its pin becomes the row's reference. */
  @DontInline
  @Hidden
  private static void rows(Object[] array, int slot, Context c, int site) {
    int context = SITES.context(site, c);
    for (int i = 0; i < array.length; i++) {
      array(array[i], c, site);
      int row = Identity.slot(array[i]);
      if (row == 0) continue;
      if (slot == 0) {
        UntrackedCopies.reference(array, i, array[i], c, context);
        LEDGER.unpin(row, c, context);
        continue;
      }
      LEDGER.bind(row, context);
      long stripe = LEDGER.lockReferrer(slot);
      LEDGER.swap(slot, i, row, context);
      LEDGER.unlock(stripe);
    }
  }

  @ForceInline
  private static int birth(Object o, Type type, int birthId, int references, int size, Context c) {
    int slot = LEDGER.birth(c, type.id, birthId, references, type.flags, size);
    if (BIRTHS.klass(birthId) == 0) BIRTHS.klass(birthId, Identity.klass(o));
    if (slot == 0) {
      Identity.stamp(o); // it is not to be born later, when there is room again
      return 0;
    }
    if (!Identity.bind(o, slot, c)) {
      LEDGER.unpin(slot, c, 0);
      return 0;
    }
    if (c.observation != 0) Installation.OBSERVATIONS.born(slot, type, c.observation);
    return slot;
  }

  @ForceInline
  private static int size(Type type, Object o, Context c) {
    int size = type.size;
    return size != 0 ? size : firstSize(type, o, c);
  }

  /**
   * Measures another instance: the oracle's way into the JVM is woven, and an object that passes
   * through hooks before it has its slot would be taken for immortal.
   */
  @DontInline
  private static int firstSize(Type type, Object o, Context c) {
    SizeOracle oracle = Installation.sizeOracle();
    if (oracle == null) return UNKNOWN_SIZE;
    c.births++;
    try {
      type.size = (int) oracle.sizeOf(U.allocateInstance(o.getClass()));
    } catch (InstantiationException e) {
      type.size = UNKNOWN_SIZE;
    } finally {
      c.births--;
    }
    return type.size;
  }

  /** The birth id of a type at a site, the site's latest one most of the time. */
  @ForceInline
  private static int birthId(int type, Context c, int site) {
    int context = SITES.context(site, c);
    int latest = SITES.birth(site);
    if (latest != 0 && BIRTHS.type(latest) == type && BIRTHS.allocationContext(latest) == context) {
      return latest;
    }
    return newBirthId(type, context, site);
  }

  /** The pair may have objects already: what marks them must not change, not for a moment. */
  @DontInline
  private static int newBirthId(int type, int context, int site) {
    int birthId = BIRTHS.intern(type, context);
    // Others may be reading it: the pair can be an old one, and arrays have no plain birth.
    int klass = BIRTHS.klass(TYPES.get(type).plainBirth);
    if (klass != 0) BIRTHS.klass(birthId, klass);
    SITES.birth(site, birthId);
    return birthId;
  }
}
