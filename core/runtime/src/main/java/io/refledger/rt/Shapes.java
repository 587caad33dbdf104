package io.refledger.rt;

import io.refledger.rt.table.IntMap;
import io.refledger.rt.table.MemoryUser;

/*
 * An open hash table of shapes by (loader, class name). Loaders are kept by identity hash only, so
 * that none is held. A later registration of the same pair replaces the earlier one: class
 * redefinition cannot change fields, and a loader's hash may come again after its death.
 *
 * Hidden classes share names, so their shapes are handed from `hidden` to `hiddenDefined` in the
 * thread that defines them.
 */

/** The shapes of all classes that the weaver has seen. */
public final class Shapes implements MemoryUser {
  private static final int FIRST_CAPACITY = 1 << 12;

  /** What the shape of a class takes, about; names are mostly shared. */
  private static final int SHAPE_BYTES = 200;

  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by lock. Empty cells are null; the number of shapes stays below half. */
  private Shape[] table = new Shape[FIRST_CAPACITY];

  private int size;

  /** How many shapes were registered; wraps. Written under lock. */
  private volatile int registrations;

  /** Threads that are defining a hidden class, and the shape registered meanwhile, or null. */
  private long[] definingThreads = new long[16];

  private Shape[] definedShapes = new Shape[16];

  /**
   * Makes a class known before its first instruction runs.
   *
   * @param instanceFields names of its instance reference fields in declaration order
   * @param finalFields those of them that are final
   * @param staticFields names of its static reference fields in declaration order
   * @param primitiveFields descriptor and name of its other instance fields: "Icount"
   */
  public void register(
      ClassLoader loader,
      String internalName,
      String[] instanceFields,
      String[] finalFields,
      String[] staticFields,
      String[] primitiveFields) {
    register(
        loader, internalName, instanceFields, finalFields, staticFields, primitiveFields, null);
  }

  /**
   * As above, of a class that may be unloaded.
   *
   * @param code the numbers of its code, which come free then
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // registrations, under the lock
  public void register(
      ClassLoader loader,
      String internalName,
      String[] instanceFields,
      String[] finalFields,
      String[] staticFields,
      String[] primitiveFields,
      CodeNumbers code) {
    Shape shape =
        new Shape(
            hash(loader),
            internalName.replace('/', '.'),
            withoutJvmFields(internalName, instanceFields),
            finalFields.clone(),
            staticFields.clone(),
            primitiveFields.clone(),
            code);
    lock.enter();
    try {
      if (code == null || !code.isHidden) put(shape);
      registrations = registrations + 1;
      int defining = indexOf(Vm.threadId(Thread.currentThread()));
      if (defining >= 0) definedShapes[defining] = shape;
    } finally {
      lock.exit();
    }
  }

  /** As above, of a class of which nothing else is known. */
  public void register(
      ClassLoader loader,
      String internalName,
      String[] instanceFields,
      String[] finalFields,
      String[] staticFields) {
    register(loader, internalName, instanceFields, finalFields, staticFields, new String[0]);
  }

  /** As above, of a class without final fields. */
  public void register(
      ClassLoader loader, String internalName, String[] instanceFields, String[] staticFields) {
    register(loader, internalName, instanceFields, new String[0], staticFields);
  }

  @Override
  public long memoryBytes() {
    return 4L * table.length + (long) size * SHAPE_BYTES;
  }

  /** A number that changes with every registration. */
  int registrations() {
    return registrations;
  }

  /** The shape of a class that is not hidden; opaque when it was never registered. */
  Shape find(Class<?> c) {
    return find(Vm.loader(c), c.getName());
  }

  private Shape find(ClassLoader loader, String className) {
    int loaderHash = hash(loader);
    lock.enter();
    try {
      Shape found = table[cell(table, loaderHash, className)];
      return found != null ? found : Shape.OPAQUE;
    } finally {
      lock.exit();
    }
  }

  /** The calling thread begins to define a hidden class. */
  void beginHidden() {
    long self = Vm.threadId(Thread.currentThread());
    lock.enter();
    try {
      int cell = indexOf(self);
      if (cell < 0) cell = indexOf(0);
      if (cell < 0) cell = growDefining();
      definingThreads[cell] = self;
      definedShapes[cell] = null;
    } finally {
      lock.exit();
    }
  }

  /** The shape registered since {@link #beginHidden} in the calling thread; opaque if none. */
  Shape endHidden() {
    lock.enter();
    try {
      int cell = indexOf(Vm.threadId(Thread.currentThread()));
      if (cell < 0) return Shape.OPAQUE;
      Shape shape = definedShapes[cell];
      definingThreads[cell] = 0;
      definedShapes[cell] = null;
      return shape != null ? shape : Shape.OPAQUE;
    } finally {
      lock.exit();
    }
  }

  private int indexOf(long thread) {
    for (int i = 0; i < definingThreads.length; i++) {
      if (definingThreads[i] == thread) return i;
    }
    return -1;
  }

  private int growDefining() {
    int length = definingThreads.length;
    long[] threads = new long[2 * length];
    Shape[] shapes = new Shape[2 * length];
    for (int i = 0; i < length; i++) {
      threads[i] = definingThreads[i];
      shapes[i] = definedShapes[i];
    }
    definingThreads = threads;
    definedShapes = shapes;
    return length;
  }

  private void put(Shape shape) {
    int cell = cell(table, shape.loader, shape.className);
    if (table[cell] == null && ++size > table.length / 2) {
      grow();
      cell = cell(table, shape.loader, shape.className);
    }
    if (shape.code != null) shape.earlier = table[cell];
    table[cell] = shape;
  }

  /**
   * Forgets the classes of loaders that the JVM has collected, and tells the watches of these the
   * numbers of their code.
   *
   * @param watchByLoader index of a watch + 1 by the identity hash of its loader
   */
  void forget(IntMap watchByLoader, UnloadWatch[] watches) {
    lock.enter();
    try {
      Shape[] old = table;
      table = new Shape[old.length];
      size = 0;
      for (Shape shape : old) {
        if (shape == null) continue;
        int watch = shape.loader == 0 ? 0 : watchByLoader.get(shape.loader);
        if (watch == 0) keep(shape);
        else tell(shape, watches[watch - 1]);
      }
    } finally {
      lock.exit();
    }
  }

  private void keep(Shape shape) {
    size++;
    table[cell(table, shape.loader, shape.className)] = shape;
  }

  private static void tell(Shape shape, UnloadWatch watch) {
    for (Shape at = shape; at != null; at = at.earlier) {
      if (at.code != null) watch.add(at.code);
    }
  }

  private void grow() {
    Shape[] grown = new Shape[2 * table.length];
    for (Shape shape : table) {
      if (shape != null) grown[cell(grown, shape.loader, shape.className)] = shape;
    }
    table = grown;
  }

  private static int cell(Shape[] table, int loader, String className) {
    int mask = table.length - 1;
    int cell = (className.hashCode() * 31 + loader) & mask;
    while (table[cell] != null
        && (table[cell].loader != loader || !table[cell].className.equals(className))) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  private static int hash(ClassLoader loader) {
    return loader == null ? 0 : System.identityHashCode(loader);
  }

  /**
   * What only the JVM's collector writes is no reference. {@code referent} stays: soft and final
   * references hold theirs through it.
   */
  private static String[] withoutJvmFields(String internalName, String[] fields) {
    if (!internalName.equals("java/lang/ref/Reference")) return fields.clone();
    int kept = 0;
    String[] result = new String[fields.length];
    for (String field : fields) {
      if (!field.equals("discovered")) result[kept++] = field;
    }
    String[] exact = new String[kept];
    System.arraycopy(result, 0, exact, 0, kept);
    return exact;
  }
}
