package io.refledger.rt;

import java.lang.ref.Reference;
import java.lang.reflect.Method;
import jdk.internal.misc.Unsafe;

/**
 * The places in this JVM's own classes that the runtime reads without calling them: what a hook
 * calls may not be woven, so it reads fields instead of calling getters.
 */
public final class Vm {
  /** The JVM's raw memory access. */
  static final Unsafe U = Unsafe.getUnsafe();

  /** Offset of element 0 of an array of references. */
  public static final long ARRAY_BASE = arrayBase(Object[].class);

  /** The binary logarithm of the size of a reference. */
  public static final int ARRAY_SHIFT =
      31 - Integer.numberOfLeadingZeros(U.arrayIndexScale(Object[].class));

  static final long BYTE_BASE = arrayBase(byte[].class);
  private static final long INT_BASE = arrayBase(int[].class);
  private static final long LONG_BASE = arrayBase(long[].class);
  private static final long TID = U.objectFieldOffset(Thread.class, "tid");
  private static final long EETOP = U.objectFieldOffset(Thread.class, "eetop");
  private static final long CLASS_LOADER = U.objectFieldOffset(Class.class, "classLoader");
  private static final long CLASS_NAME = U.objectFieldOffset(Class.class, "name");
  private static final long COMPONENT_TYPE = U.objectFieldOffset(Class.class, "componentType");

  /** Offset of a string's array. */
  static final long STRING_VALUE = U.objectFieldOffset(String.class, "value");

  private static final long REFERENT = U.objectFieldOffset(Reference.class, "referent");

  /** What sizes are rounded up to, less one. Written at start, before the first birth. */
  private static long alignmentMask = 7;

  private Vm() {}

  /** Sets what the sizes of arrays are rounded up to: a power of two. */
  static void alignArraysTo(int bytes) {
    alignmentMask = bytes - 1L;
  }

  /** The number of a thread, 0 while its constructor runs. */
  public static long threadId(Thread thread) {
    return U.getLong(thread, TID);
  }

  /** The address of the JVM's own record of a thread, 0 when it has none. */
  static long nativeThread(Thread thread) {
    return U.getLong(thread, EETOP);
  }

  /** The loader of a class, null for the boot loader. */
  static ClassLoader loader(Class<?> c) {
    return (ClassLoader) U.getReference(c, CLASS_LOADER);
  }

  /**
   * The name of a class, as {@code getName} without its hooks; null before that was first asked.
   */
  static String name(Class<?> c) {
    return (String) U.getReference(c, CLASS_NAME);
  }

  /**
   * Whether a class is an array class. The element type does not tell: until JDK 21 a class that is
   * not initialised yet has the lock of its initialisation there, and compiled code takes it for a
   * class because the field is declared so.
   */
  static boolean isArray(Class<?> c) {
    return c.isArray();
  }

  /** The element type of a class that is an array class. */
  static Class<?> componentType(Class<?> array) {
    return (Class<?>) U.getReference(array, COMPONENT_TYPE);
  }

  /** The referent of a reference, as {@code get} without its hooks. */
  static Object referent(Reference<?> reference) {
    return U.getReference(reference, REFERENT);
  }

  /** The address of an array element within its array. */
  static long elementOffset(int index) {
    return ARRAY_BASE + ((long) index << ARRAY_SHIFT);
  }

  /** The address of an element within an array of ints. */
  static long intOffset(int index) {
    return INT_BASE + 4L * index;
  }

  /** The address of an element within an array of longs. */
  static long longOffset(int index) {
    return LONG_BASE + 8L * index;
  }

  /** The bytes of an array of a class, rounded up to the JVM's alignment. */
  static int arraySize(Object array) {
    Class<?> component = componentType(array.getClass());
    long bytes = arrayHeader(component) + (long) length(array) * arrayScale(component);
    long mask = alignmentMask;
    return (int) Math.min((bytes + mask) & ~mask, Integer.MAX_VALUE & ~mask);
  }

  /*
   * The casts come before java.lang.reflect.Array: its methods are woven, these are instructions.
   */
  private static int length(Object array) {
    if (array instanceof Object[] references) return references.length;
    if (array instanceof byte[] bytes) return bytes.length;
    if (array instanceof char[] chars) return chars.length;
    if (array instanceof int[] ints) return ints.length;
    if (array instanceof long[] longs) return longs.length;
    if (array instanceof double[] doubles) return doubles.length;
    if (array instanceof float[] floats) return floats.length;
    if (array instanceof short[] shorts) return shorts.length;
    return ((boolean[]) array).length;
  }

  private static long arrayHeader(Class<?> component) {
    if (!component.isPrimitive()) return ARRAY_BASE;
    return component == long.class || component == double.class ? LONG_BASE : smallBase(component);
  }

  private static long smallBase(Class<?> component) {
    return component == int.class || component == float.class ? INT_BASE : BYTE_BASE;
  }

  private static int arrayScale(Class<?> component) {
    if (!component.isPrimitive()) return 1 << ARRAY_SHIFT;
    if (component == byte.class || component == boolean.class) return 1;
    if (component == char.class || component == short.class) return 2;
    return component == long.class || component == double.class ? 8 : 4;
  }

  /** By reflection, as its result is an int up to JDK 24 and a long since. */
  private static long arrayBase(Class<?> array) {
    try {
      Method arrayBaseOffset = Unsafe.class.getMethod("arrayBaseOffset", Class.class);
      return ((Number) arrayBaseOffset.invoke(U, array)).longValue();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not tell where array elements begin", e);
    }
  }
}
