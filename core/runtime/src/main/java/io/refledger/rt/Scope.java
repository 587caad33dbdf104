package io.refledger.rt;

import static io.refledger.rt.Installation.SHAPES;

/*
 * In a narrow scope most classes are not woven, so that a tracked object may come into hands that
 * the ledger does not see. What can be said of a class is then:
 *
 *   whole     all code that an instance may run as its own is woven, or hands the instance to nobody:
 *             its class and superclasses, and the default methods of its interfaces
 *   not whole a method that it inherits may keep the instance, or what it is called with
 *
 * Decision 17 has the rules that follow from this.
 */
/** Which classes are tracked, and whether code that is not woven may hold their objects. */
public final class Scope {
  /** Every class is tracked, and woven. */
  public static final Scope EVERYTHING = new Scope(null, false);

  /** Superclasses that hand an instance to nobody. */
  private static final String[] HARMLESS_CLASSES = {
    "java.lang.Object", "java.lang.Record", "java.lang.Enum"
  };

  /** Interfaces of the JDK that are common, and hand an instance to nobody. */
  private static final String[] HARMLESS_INTERFACES = {
    "java.io.Serializable",
    "java.io.Closeable",
    "java.io.Flushable",
    "java.io.Externalizable",
    "java.lang.Appendable",
    "java.lang.AutoCloseable",
    "java.lang.Cloneable",
    "java.lang.Comparable",
    "java.lang.Iterable",
    "java.lang.Readable",
    "java.lang.Runnable",
    "java.util.EventListener",
    "java.util.Iterator",
    "java.util.Map$Entry",
    "java.util.RandomAccess",
    "java.util.concurrent.Callable",
    "java.util.function.Supplier"
  };

  private final ClassChoice tracked;
  private final boolean isNarrow;
  private final SlowPathLock lock = new SlowPathLock();

  /** Classes that are not whole although they are woven. Guarded by lock. */
  private final NameTable partial = new NameTable();

  private Scope(ClassChoice tracked, boolean isNarrow) {
    this.tracked = tracked;
    this.isNarrow = isNarrow;
  }

  /** All classes are woven, those that are chosen are tracked. */
  public static Scope of(ClassChoice tracked) {
    return new Scope(tracked, false);
  }

  /** Those that are chosen are tracked; what cannot have to do with them is not woven. */
  public static Scope narrow(ClassChoice tracked) {
    return new Scope(tracked, true);
  }

  /** Whether code that is not woven may hold tracked objects. */
  public boolean isNarrow() {
    return isNarrow;
  }

  /** Whether the instances of a class of this name are tracked. */
  boolean tracks(String className) {
    return tracked == null || tracked.isChosen(className);
  }

  /**
   * A woven class or interface is not whole: the JDK holds what has a finalizer, or values of some
   * supertype may have been left out.
   */
  public void partial(String className) {
    lock.enter();
    try {
      partial.add(className);
    } finally {
      lock.exit();
    }
  }

  /**
   * Whether a class is whole. Runs where a type is made: after its superclasses and interfaces were
   * loaded, and have passed the weaver.
   *
   * @param superType null for Object and interfaces
   */
  boolean isWhole(Class<?> c, Type superType, Shape shape) {
    if (!isNarrow) return true;
    if (contains(HARMLESS_CLASSES, c.getName())) return true;
    if (shape.isOpaque() || superType == null || !superType.isWhole) return false;
    return !isPartial(c.getName()) && areHarmless(c.getInterfaces());
  }

  /** Whether instances of a type are tracked, as those of its superclasses are, and it is whole. */
  boolean isExact(TypeParts parts) {
    if (!isNarrow || contains(HARMLESS_CLASSES, parts.name)) return true;
    return parts.isWhole && tracks(parts.name) && parts.superType.isExact;
  }

  private boolean isPartial(String className) {
    lock.enter();
    try {
      return partial.get(className) != null;
    } finally {
      lock.exit();
    }
  }

  private boolean areHarmless(Class<?>[] interfaces) {
    for (Class<?> each : interfaces) {
      boolean isHarmless =
          contains(HARMLESS_INTERFACES, each.getName()) || !SHAPES.find(each).isOpaque();
      if (!isHarmless || isPartial(each.getName()) || !areHarmless(each.getInterfaces()))
        return false;
    }
    return true;
  }

  private static boolean contains(String[] names, String name) {
    for (String each : names) {
      if (each.equals(name)) return true;
    }
    return false;
  }
}
