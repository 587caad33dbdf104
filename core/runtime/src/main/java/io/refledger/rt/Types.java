package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.IntMap;
import io.refledger.rt.table.MemoryUser;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;

/*
 * From class mirror to type, in order:
 *
 *   1. the mirror's header holds FIRST_MIRROR + type: one load, checked against `mirrors`;
 *   2. the mirror was hashed before (archived mirrors always are): a hash table of (hash, type).
 *
 * `mirrors` keeps only classes of the three built-in loaders, which are never unloaded; there a
 * foreign hash cannot pass for a number. For other classes the cell is null and a false match has
 * the probability types / 2^31.
 *
 * Readers take no lock: arrays are filled first, then published, entries last.
 */

/** The types of all classes whose objects were met. */
public final class Types implements ObjectKinds, MemoryUser {
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int MOST_CHOICES = 64;

  /** What a type takes, about: its references' names are the shape's. */
  private static final int TYPE_BYTES = 250;

  /** What tasks are. Loaded before anything is woven: no hook may be the first to need a class. */
  static final Class<?>[] TASKS = {Runnable.class, Callable.class, ForkJoinTask.class};

  private final Ledger ledger;
  private final Shapes shapes;
  private final boolean isHeader;
  private final boolean softIsStrong;
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();
  private final ClassLoader systemLoader = ClassLoader.getSystemClassLoader();
  private final SlowPathLock lock = new SlowPathLock();

  /** By type number, from 1. Replaced when it grows; written under lock. */
  private volatile Type[] types = new Type[FIRST_CAPACITY];

  private volatile Class<?>[] mirrors = new Class<?>[FIRST_CAPACITY];

  /** The highest type number. Written under lock, after the arrays. */
  private volatile int highest;

  /** Hash and type of mirrors with a foreign hash; 0 is empty. Written under lock. */
  private volatile long[] hashed = new long[FIRST_CAPACITY];

  private int hashedSize;

  /** Guarded by lock. */
  private final FreeTypes free = new FreeTypes();

  private volatile Finalizable finalizable;

  /** Who chooses classes to be watched. Guarded by lock. */
  private final ClassChoice[] choices = new ClassChoice[MOST_CHOICES];

  private int choiceCount;

  Types(Ledger ledger, Shapes shapes, boolean isHeader, boolean softIsStrong) {
    this.ledger = ledger;
    this.shapes = shapes;
    this.isHeader = isHeader;
    this.softIsStrong = softIsStrong;
  }

  /** The type of a number, null if none has it. */
  public Type get(int id) {
    return id <= highest ? types[id] : null;
  }

  /** The class of a type, null for classes that may be unloaded. */
  public Class<?> mirror(int id) {
    return mirrors[id];
  }

  @Override
  public long memoryBytes() {
    return 8L * types.length + 8L * hashed.length + (long) highest * TYPE_BYTES;
  }

  /** The number of types. */
  public int count() {
    return highest;
  }

  /** Sets who says which of the classes to come have finalizers; asked once they can be found. */
  public void finalizable(Finalizable oracle) {
    finalizable = oracle;
  }

  /** Instances of a type that are born from now on have a finalizer. */
  public void addFinalizer(Type type) {
    addFlag(type, CountWord.FINALIZER);
  }

  private void addFlag(Type type, int flag) {
    lock.enter();
    type.flags |= flag;
    lock.exit();
  }

  /**
   * From now on the balance of the chosen classes is kept, of those to come and of the objects that
   * live; the number of these, or -1 if there were too many choices already. Takes a lock.
   */
  public long watch(ClassChoice choice) {
    boolean[] isChosen;
    lock.enter();
    try {
      if (choiceCount == MOST_CHOICES) return -1;
      choices[choiceCount++] = choice;
      isChosen = new boolean[highest + 1];
      for (int id = 1; id <= highest; id++) {
        isChosen[id] = choice.isChosen(types[id].name);
        if (isChosen[id]) types[id].flags |= CountWord.WATCHED;
      }
    } finally {
      lock.exit();
    }
    return ledger.balance().watch(isChosen);
  }

  private boolean isWatched(String className) {
    for (int i = 0; i < choiceCount; i++) {
      if (choices[i].isChosen(className)) return true;
    }
    return false;
  }

  /** The type of a class; may take a lock and allocate the first time. */
  public Type of(Class<?> c, Context context) {
    int id = find(c);
    if (id == 0) return createOnce(c, context);
    Type type = types[id];
    return type.isProvisional ? renewed(c, type, context) : type;
  }

  /** The type itself, or the one that takes its number now that the shape has come. */
  private Type renewed(Class<?> c, Type type, Context context) {
    int registrations = shapes.registrations();
    if (type.registrationsSeen == registrations) return type;
    long state = Units.putAside(context);
    lock.enter();
    try {
      Class<?> superclass = c.getSuperclass();
      Type superType = superclass == null ? null : of(superclass, context);
      Shape shape = c.isHidden() ? type.shape() : shapes.find(c);
      if (superType == type.superType && shape.isOpaque() != type.isShaped) {
        type.registrationsSeen = registrations;
        return type;
      }
      TypeParts parts = TypeParts.ofClass(c, superType, shape, softIsStrong);
      parts.id = type.id;
      parts.plainBirth = type.plainBirth;
      parts.statics = type.statics != 0 ? type.statics : statics(parts);
      parts.flags |= type.flags & (CountWord.FINALIZER | CountWord.WATCHED);
      Type renewed = new Type(parts);
      renewed.registrationsSeen = registrations;
      if (Installation.ATTACHED) renewed.show(Installation.SHOWN);
      renewed.unloading = type.unloading;
      renewed.watch = type.watch;
      renewed.code = type.code;
      U.storeFence();
      types[type.id] = renewed;
      return renewed;
    } finally {
      lock.exit();
      Units.takeUp(state, context);
    }
  }

  /** A block for a type's static cells, 0 for none. */
  private int statics(TypeParts parts) {
    int statics = parts.staticNames.length;
    return statics == 0 ? 0 : ledger.newStatics(parts.id, statics);
  }

  /** Types that are there learn which of their places frames from before the agent may read. */
  void show(ShownPlaces places) {
    lock.enter();
    try {
      for (int id = 1; id <= highest; id++) {
        Type type = types[id];
        type.show(places); // superclasses have lower numbers
        if (type.isArray) type.isShownArray = isShown(type, places);
      }
    } finally {
      lock.exit();
    }
  }

  /** By the array's class where it is kept; else by the worst case. */
  private boolean isShown(Type array, ShownPlaces places) {
    Class<?> c = mirrors[array.id];
    if (c != null) return isShown(Vm.componentType(c));
    return places.isElement(Object.class) || array.name.charAt(0) == '[';
  }

  private static boolean isShown(Class<?> component) {
    return !component.isPrimitive() && Installation.SHOWN.isElement(component);
  }

  /** The type of a hidden class that was just defined with {@code shape}. */
  void defineHidden(Class<?> c, Shape shape, Context context) {
    long state = Units.putAside(context);
    lock.enter();
    try {
      if (find(c) == 0) create(c, shape, context);
    } finally {
      lock.exit();
      Units.takeUp(state, context);
    }
  }

  /**
   * The JVM has collected loaders and hidden classes: statics refer to nothing any more.
   *
   * @param watchByRecord index of a watch + 1 by the record of its loader or hidden class
   */
  void left(IntMap watchByRecord, UnloadWatch[] watches, Context context) {
    for (int id = 1; id <= highest; id++) {
      Type type = types[id];
      int watch = type.unloading == 0 ? 0 : watchByRecord.get(type.unloading);
      if (watch == 0) continue;
      type.unloading = 0;
      type.watch = watches[watch - 1];
      if (type.code != null) type.watch.add(type.code);
      type.code = null;
      if (type.statics != 0) ledger.releaseReferences(type.statics, context);
    }
  }

  /**
   * Takes back the types of classes that are gone. The JVM marks the objects of a class that takes
   * one over in another way, so nobody may keep what those of the old one were marked with.
   */
  void gone() {
    boolean[] isGone = new boolean[highest + 1];
    for (int id = 1; id < isGone.length; id++) {
      UnloadWatch watch = types[id].watch;
      isGone[id] = watch != null && watch.refersTo(null);
    }
    ledger.births().forgetClassWords(isGone);
    Installation.SITES.forgetBirths(isGone, ledger.births());
    lock.enter();
    try {
      forgetHashed(isGone);
      for (int id = 1; id < isGone.length; id++) {
        if (!isGone[id]) continue;
        types[id].watch = null;
        free.add(types[id]);
      }
    } finally {
      lock.exit();
    }
  }

  private void forgetHashed(boolean[] isGone) {
    if (hashedSize == 0) return;
    long[] kept = new long[hashed.length];
    int size = 0;
    for (long entry : hashed) {
      int id = (int) entry;
      if (entry == 0 || (id < isGone.length && isGone[id])) continue;
      put(kept, entry);
      size++;
    }
    hashed = kept;
    hashedSize = size;
  }

  /** The number of a class's type, 0 if it has none yet. */
  private int find(Class<?> c) {
    if (isHeader) {
      int id = Identity.number(c) - HeaderLayout.FIRST_MIRROR;
      if (id > 0 && id <= highest && isOf(id, c)) return id;
    }
    return findHashed(c);
  }

  /**
   * Whether a type is that of a class whose number or hash has led to it. Two classes may have the
   * same hash: those of the CDS archive got theirs when that was made, in the order in which the
   * JVM goes on to give them. Classes that may be unloaded are known by their names, each of which
   * is one object in the JVM.
   */
  @SuppressWarnings("ReferenceEquality")
  private boolean isOf(int id, Class<?> c) {
    Class<?> mirror = mirrors[id];
    return mirror == c || (mirror == null && types[id].name == Vm.name(c));
  }

  private int findHashed(Class<?> c) {
    if (hashedSize == 0) return 0;
    int hash = System.identityHashCode(c);
    long[] hashed = this.hashed;
    int mask = hashed.length - 1;
    for (int cell = hash & mask; hashed[cell] != 0; cell = (cell + 1) & mask) {
      if ((int) (hashed[cell] >>> 32) != hash) continue;
      int id = (int) hashed[cell];
      if (isOf(id, c)) return id;
    }
    return 0;
  }

  private Type createOnce(Class<?> c, Context context) {
    long state = Units.putAside(context);
    lock.enter();
    try {
      int id = find(c);
      if (id != 0) return types[id];
      // A hidden class may be initialised, and store, before its definition returns.
      Shape shape = c.isHidden() ? context.peekHidden(c.getName()) : shapes.find(c);
      return create(c, shape, context);
    } finally {
      lock.exit();
      Units.takeUp(state, context);
    }
  }

  private Type create(Class<?> c, Shape shape, Context context) {
    boolean isArray = Vm.isArray(c);
    Class<?> superclass = c.getSuperclass();
    Type superType = superclass == null || isArray ? null : of(superclass, context);
    TypeParts parts =
        isArray
            ? TypeParts.ofArray(c, Vm.componentType(c))
            : TypeParts.ofClass(c, superType, shape, softIsStrong);
    Type gone = isPermanent(c) ? null : free.take(parts);
    parts.id = gone != null ? gone.id : highest + 1;
    parts.plainBirth = gone != null ? gone.plainBirth : ledger.births().intern(parts.id, 0);
    parts.statics = gone != null && gone.statics != 0 ? gone.statics : statics(parts);
    Type type = new Type(parts);
    if (c.isHidden()) type.code = shape.code;
    if (Installation.ATTACHED) {
      type.show(Installation.SHOWN);
      type.isShownArray = isArray && isShown(Vm.componentType(c));
    }
    publish(c, type);
    Finalizable finalizable = this.finalizable;
    if (finalizable != null && finalizable.isFinalizable(c, type.id)) addFinalizer(type);
    if (isWatched(type.name)) addFlag(type, CountWord.WATCHED);
    if (!isPermanent(c)) {
      type.unloading = Installation.ADOPTED.unloading(element(c), Vm.loader(c), context);
    }
    return type;
  }

  private void publish(Class<?> c, Type type) {
    int id = type.id;
    if (id == types.length) grow();
    types[id] = type;
    if (isPermanent(c)) mirrors[id] = c;
    U.storeFence();
    if (id > highest) highest = id;
    boolean numbered =
        isHeader
            && id < HeaderLayout.MIRRORS
            && Identity.install(c, HeaderLayout.FIRST_MIRROR + id);
    if (!numbered) putHashed(System.identityHashCode(c), id);
  }

  /** The class itself, of an array that of its elements: a hidden one's goes with that. */
  private static Class<?> element(Class<?> c) {
    Class<?> element = c;
    while (Vm.isArray(element)) element = Vm.componentType(element);
    return element;
  }

  /** Whether a class is never unloaded. */
  private boolean isPermanent(Class<?> c) {
    if (element(c).isHidden()) return false;
    ClassLoader loader = Vm.loader(c);
    return loader == null || loader == platformLoader || loader == systemLoader;
  }

  private void grow() {
    Type[] oldTypes = types;
    Class<?>[] oldMirrors = mirrors;
    Type[] newTypes = new Type[2 * oldTypes.length];
    Class<?>[] newMirrors = new Class<?>[2 * oldTypes.length];
    for (int i = 0; i < oldTypes.length; i++) {
      newTypes[i] = oldTypes[i];
      newMirrors[i] = oldMirrors[i];
    }
    types = newTypes;
    mirrors = newMirrors;
  }

  private void putHashed(int hash, int id) {
    if (++hashedSize > hashed.length / 2) {
      long[] grown = new long[2 * hashed.length];
      for (long entry : hashed) {
        if (entry != 0) put(grown, entry);
      }
      hashed = grown;
    }
    put(hashed, (long) hash << 32 | id);
  }

  private static void put(long[] table, long entry) {
    int mask = table.length - 1;
    int cell = (int) (entry >>> 32) & mask;
    while (table[cell] != 0) cell = (cell + 1) & mask;
    table[cell] = entry;
  }

  /** Whether {@code type} is the type of an object's class. */
  boolean isTypeOf(Object o, int type) {
    return find(o.getClass()) == type;
  }

  @Override
  public boolean isResource(int slot) {
    Type type = get(ledger.typeOf(slot));
    return type != null && type.closing != null && type.closing.isResource;
  }

  @Override
  public boolean isReference(int slot) {
    Type type = get(ledger.typeOf(slot));
    return type != null && type.isReference;
  }
}
