package io.refledger.rt;

import static io.refledger.rt.Installation.SHAPES;
import static io.refledger.rt.Vm.U;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/*
 * A search over the fields as they are in the heap: it knows nothing of the ledger but the slots in
 * the headers. Weak references are followed too. Locals of running frames are out of its reach.
 *
 * Its arrays are plain and the runtime's own, whose stores are not woven, so that the search itself
 * is no referrer; they are gone when it is over.
 */
/** A search of the JVM's heap, from statics and objects along their references. */
abstract class ObjectSearch {
  private static final int FIRST_CAPACITY = 1 << 16;
  private static final long[] NO_OFFSETS = {};

  /** Objects that are to be looked into: a stack. Null when all were. */
  private Object[] open = new Object[FIRST_CAPACITY];

  private int openSize;

  /** Everything met, hashed by identity. Null at the end. */
  private Object[] met = new Object[2 * FIRST_CAPACITY];

  private int metSize;

  private final Map<Class<?>, long[]> offsetsByClass = new HashMap<>();

  /** An object is met for the first time; {@code slot} is 0 for an untracked one. */
  abstract void met(Object o, int slot);

  /** Whether the search goes on from an object and to it. */
  abstract boolean follows(Object o);

  /** Follows the references of what was met to their end. */
  final void drain() {
    while (openSize > 0) {
      Object o = open[--openSize];
      open[openSize] = null;
      if (o instanceof Object[] array) {
        for (int i = 0; i < array.length; i++) meet(array[i]);
      } else {
        for (long offset : offsets(o.getClass())) meet(U.getReference(o, offset));
      }
    }
    open = null;
    met = null;
  }

  final void meetStatics(Class<?> c) {
    if (c.isArray() || c.isPrimitive() || U.shouldBeInitialized(c)) return;
    Shape shape = c.isHidden() ? Shape.OPAQUE : SHAPES.find(c);
    if (!shape.isOpaque()) {
      for (String field : shape.staticFields) meetStatic(c, TypeParts.offset(c, field));
      return;
    }
    for (Field field : declaredFields(c)) {
      if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        meet(U.getReference(U.staticFieldBase(field), U.staticFieldOffset(field)));
      }
    }
  }

  private void meetStatic(Class<?> c, long offset) {
    if (offset >= 0) meet(U.getReference(c, offset));
  }

  final void meet(Object o) {
    if (o == null || !follows(o)) return;
    // First, so that no object gets a hash of the JVM's that looks like a slot.
    int slot = Identity.slot(o);
    if (!add(o)) return;
    met(o, slot);
    if (openSize == open.length) open = grown(open);
    open[openSize++] = o;
  }

  /** Whether an object is met for the first time. */
  private boolean add(Object o) {
    if (2 * metSize >= met.length) rehash();
    int cell = cell(met, o);
    if (met[cell] == o) return false;
    met[cell] = o;
    metSize++;
    return true;
  }

  private void rehash() {
    Object[] wider = new Object[2 * met.length];
    for (Object o : met) {
      if (o != null) wider[cell(wider, o)] = o;
    }
    met = wider;
  }

  /** The cell of an object, or the empty one where it belongs. */
  private static int cell(Object[] table, Object o) {
    int mask = table.length - 1;
    int cell = (System.identityHashCode(o) * 0x9E3779B1) >>> 4 & mask;
    while (table[cell] != null && table[cell] != o) cell = cell + 1 & mask;
    return cell;
  }

  static Object[] grown(Object[] list) {
    Object[] more = new Object[2 * list.length];
    for (int i = 0; i < list.length; i++) more[i] = list[i];
    return more;
  }

  /** Where the references of an instance lie that are followed. */
  private long[] offsets(Class<?> c) {
    long[] known = offsetsByClass.get(c);
    if (known != null) return known;
    long[] found = NO_OFFSETS;
    for (Class<?> at = c; at != null; at = at.getSuperclass()) found = joined(found, own(at));
    offsetsByClass.put(c, found);
    return found;
  }

  /** Where the references lie that a class declares. */
  private static long[] own(Class<?> c) {
    Shape shape = c.isHidden() ? Shape.OPAQUE : SHAPES.find(c);
    return shape.isOpaque() ? reflected(c) : shaped(c, shape);
  }

  private static long[] shaped(Class<?> c, Shape shape) {
    long[] found = new long[shape.instanceFields.length];
    int size = 0;
    for (String field : shape.instanceFields) {
      long offset = TypeParts.offset(c, field);
      if (offset >= 0) found[size++] = offset;
    }
    return first(found, size);
  }

  private static long[] reflected(Class<?> c) {
    Field[] fields = declaredFields(c);
    long[] found = new long[fields.length];
    int size = 0;
    for (Field field : fields) {
      if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
      found[size++] = U.objectFieldOffset(field);
    }
    return first(found, size);
  }

  /** None for a class that cannot be resolved any more. */
  private static Field[] declaredFields(Class<?> c) {
    try {
      return c.getDeclaredFields();
    } catch (LinkageError e) {
      return new Field[0];
    }
  }

  private static long[] first(long[] list, int size) {
    long[] exact = new long[size];
    System.arraycopy(list, 0, exact, 0, size);
    return exact;
  }

  private static long[] joined(long[] a, long[] b) {
    long[] all = new long[a.length + b.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
