package io.refledger.rt;

/** A class as the ledger sees it: which references its instances have, and where they lie. */
public final class Type {
  /** A reference that is in no cell of the record: its class was never woven. */
  static final int OPAQUE = -1;

  private static final int CELL_SHIFT = 2;
  private static final String RUNTIME = "io.refledger.rt.table.";
  private static final String INITIALIZATION_ERROR = "java.lang.ExceptionInInitializerError";
  private static final String STACK_TRACE = "[Ljava.lang.StackTraceElement;";

  /** The number of the type. */
  public final int id;

  /** The name of the class as {@code Class.getName} gives it. */
  public final String name;

  final Type superType;
  final boolean isArray;

  /** Whether the class itself was woven. */
  final boolean isShaped;

  /**
   * Whether it, or a superclass, was met before its shape was known: the shape may still come, and
   * then another Type with this number.
   */
  final boolean isProvisional;

  /** The shapes that were known when it was last asked whether its own had come. Plain. */
  int registrationsSeen;

  /** Whether it is java.lang.Thread itself, of which the JVM makes instances. */
  final boolean isThread;

  /** Whether it is java.lang.ref.Finalizer, whose instances the JDK lists until they have run. */
  final boolean isFinalizer;

  /** Whether it is a kind of Throwable. */
  final boolean isThrowable;

  /** Whether its instances are work that one thread makes and another one may do. */
  final boolean isTask;

  /** Whether it is ExceptionInInitializerError, of which the JVM keeps some. */
  final boolean isInitializationError;

  /** Whether it is what {@code Throwable.getStackTrace} returns. */
  final boolean isStackTrace;

  /** Whether its referent is held (soft, final); else weakly if it {@link #isReference}. */
  final boolean holdsReferent;

  /** Whether it is a kind of java.lang.ref.Reference. */
  final boolean isReference;

  /**
   * Whether its instances are immortal. Method types are interned by weak references, and the VM
   * keeps them where nobody sees it; it keeps the beans of its memory pools and managers, too; the
   * runtime's own objects are not the program's; what is out of scope is not tracked at all. Arrays
   * of references are asked about where they are made.
   */
  final boolean isImmortal;

  /**
   * Whether no code that is not woven may keep an instance that it runs as its own: always, unless
   * the scope is narrow.
   */
  final boolean isWhole;

  /**
   * Whether instances die by count unless they are lent: they are whole, and all superclasses
   * tracked.
   */
  final boolean isExact;

  /** Names of the references that the class itself declares. */
  final String[] ownNames;

  /** Where each reference lies in the object. */
  final long[] offsets;

  /** Index of the first reference that the class itself declares. */
  final int firstOwn;

  /** Names of the class's own static references, without the class. */
  final String[] staticNames;

  /** Descriptor and name of the fields that it declares and are no references: "Icount". */
  final String[] primitiveNames;

  /** Where each static reference lies in the mirror. */
  final long[] staticOffsets;

  /** The ledger's block of static cells, 0 for none. */
  final int statics;

  /** The birth id without an allocation context. */
  final int plainBirth;

  /** What its instances can be closed by; null if by nothing. */
  final Closing closing;

  /** CountWord's flags at birth. Plain: only FINALIZER and WATCHED are ever added. */
  int flags;

  /** Whether frames from before the agent may read elements of its instances. Plain. */
  boolean isShownArray;

  /** Which references frames from before the agent may read; null if none. Plain. */
  private boolean[] shown;

  private boolean[] shownStatics;

  /** The record that is dropped when the class is unloaded, 0 for none. */
  int unloading;

  /** Who tells that the class is gone, once it has left; null before and after. */
  UnloadWatch watch;

  /** The numbers of its code if it is hidden, as nobody else knows them; may be null. */
  CodeNumbers code;

  /** The next one that is free. Guarded by the lock of Types. */
  Type nextFree;

  /** Bytes of an instance, 0 until the first birth. Plain: every thread computes the same. */
  int size;

  /** Reference index + 1 by offset in words of 4 bytes; 0: no reference lies there. */
  private final short[] indexByCell;

  private final String[] finalNames;
  private final boolean[] isFinalByIndex;

  Type(TypeParts parts) {
    this.id = parts.id;
    this.name = parts.name;
    this.superType = parts.superType;
    this.isArray = parts.isArray;
    this.isShaped = parts.isShaped;
    this.isProvisional = parts.isProvisional;
    this.isReference = parts.isReference;
    this.isThread = name.equals("java.lang.Thread");
    this.isFinalizer = name.equals("java.lang.ref.Finalizer");
    this.isThrowable = parts.isThrowable;
    this.isTask = parts.isTask;
    this.isInitializationError = name.equals(INITIALIZATION_ERROR);
    this.isStackTrace = name.equals(STACK_TRACE);
    this.holdsReferent = parts.holdsReferent;
    this.isImmortal =
        name.equals("java.lang.invoke.MethodType")
            || isBeanOfVm(name)
            || name.startsWith(RUNTIME)
            || !Installation.SCOPE.tracks(name);
    this.isWhole = parts.isWhole;
    this.isExact = parts.isExact;
    this.ownNames = parts.ownNames;
    this.offsets = parts.offsets;
    this.firstOwn = parts.firstOwn;
    this.staticNames = parts.staticNames;
    this.primitiveNames = parts.primitiveNames;
    this.staticOffsets = parts.staticOffsets;
    this.statics = parts.statics;
    this.plainBirth = parts.plainBirth;
    this.flags = parts.flags;
    this.closing = parts.closing;
    this.indexByCell = cells(offsets);
    this.finalNames = parts.finalNames;
    this.isFinalByIndex = finals();
  }

  /**
   * The VM has them made when it is first asked for one, and hands out the same ones ever after.
   */
  private static boolean isBeanOfVm(String name) {
    return name.equals("sun.management.MemoryPoolImpl")
        || name.equals("sun.management.MemoryManagerImpl")
        || name.equals("sun.management.GarbageCollectorImpl")
        || name.equals("com.sun.management.internal.GarbageCollectorExtImpl");
  }

  private boolean[] finals() {
    boolean[] finals = new boolean[offsets.length];
    for (int i = 0; i < firstOwn; i++) finals[i] = superType.isFinalByIndex[i];
    for (int i = 0; i < ownNames.length; i++) {
      finals[firstOwn + i] = indexOf(finalNames, ownNames[i]) >= 0;
    }
    return finals;
  }

  /** Whether a reference is a final field, so that frames may have borrowed what it refers to. */
  boolean isFinal(int index) {
    return isFinalByIndex[index];
  }

  /**
   * Learns which of its places frames from before the agent may read; the supertype has learned it
   * before.
   */
  void show(ShownPlaces places) {
    for (int i = 0; i < firstOwn; i++) {
      if (superType.isShown(i)) shown = with(shown, offsets.length, i);
    }
    for (int i = 0; i < ownNames.length; i++) {
      if (places.isField(name, ownNames[i])) shown = with(shown, offsets.length, firstOwn + i);
    }
    for (int i = 0; i < staticNames.length; i++) {
      if (places.isField(name, staticNames[i])) {
        shownStatics = with(shownStatics, staticNames.length, i);
      }
    }
  }

  private static boolean[] with(boolean[] flags, int length, int index) {
    boolean[] with = flags == null ? new boolean[length] : flags;
    with[index] = true;
    return with;
  }

  /** Whether frames from before the agent may read a reference. */
  boolean isShown(int index) {
    boolean[] shown = this.shown;
    return shown != null && index >= 0 && index < shown.length && shown[index];
  }

  /** Whether frames from before the agent may read a static reference. */
  boolean isShownStatic(int index) {
    boolean[] shown = shownStatics;
    return shown != null && index >= 0 && index < shown.length && shown[index];
  }

  /** What its class declares. */
  Shape shape() {
    return isShaped
        ? new Shape(0, name, ownNames, finalNames, staticNames, primitiveNames, null)
        : Shape.OPAQUE;
  }

  /** The type of the superclass, null for Object, interfaces and arrays. */
  public Type superType() {
    return superType;
  }

  /** Whether instances are arrays. */
  public boolean isArray() {
    return isArray;
  }

  /** The ledger's block of static cells, 0 for none. */
  public int statics() {
    return statics;
  }

  /** The number of static cells. */
  public int staticCount() {
    return staticNames.length;
  }

  /** "Class#field" of a static cell. */
  public String staticName(int index) {
    return name + "#" + staticNames[index];
  }

  /** Whether reference 0 is the referent of a java.lang.ref.Reference, which is no edge. */
  public boolean hasReferent() {
    return isReference && offsets.length > 0;
  }

  /** The number of references of an instance; arrays have their length instead. */
  public int references() {
    return offsets.length;
  }

  /** The index of the reference at an offset of an instance, {@link #OPAQUE} if none is known. */
  int indexAt(long offset) {
    int cell = (int) (offset >>> CELL_SHIFT);
    return cell >= 0 && cell < indexByCell.length ? indexByCell[cell] - 1 : OPAQUE;
  }

  /** The index of the static reference at an offset of the mirror, {@link #OPAQUE} if none. */
  int staticAt(long offset) {
    for (int i = 0; i < staticOffsets.length; i++) {
      if (staticOffsets[i] == offset) return i;
    }
    return OPAQUE;
  }

  /** "Declaring.Class#field" by reference index: the superclass first. Allocates. */
  public String[] referenceNames() {
    String[] names = new String[offsets.length];
    for (Type type = this; type != null; type = type.superType) {
      for (int i = 0; i < type.ownNames.length; i++) {
        names[type.firstOwn + i] = type.name + "#" + type.ownNames[i];
      }
    }
    return names;
  }

  /** The index of a reference that the class itself declares, {@link #OPAQUE} if it does not. */
  public int ownReference(String field) {
    int own = indexOf(ownNames, field);
    return own < 0 ? OPAQUE : firstOwn + own;
  }

  /** The index of a static reference that the class itself declares, {@link #OPAQUE} if none. */
  int ownStatic(String field) {
    return indexOf(staticNames, field);
  }

  private static int indexOf(String[] names, String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) return i;
    }
    return OPAQUE;
  }

  private static short[] cells(long[] offsets) {
    long highest = -1;
    for (long offset : offsets) highest = Math.max(highest, offset);
    short[] cells = new short[(int) (highest >> CELL_SHIFT) + 1];
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] >= 0) cells[(int) (offsets[i] >>> CELL_SHIFT)] = (short) (i + 1);
    }
    return cells;
  }
}
