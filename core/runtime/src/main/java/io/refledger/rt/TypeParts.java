package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.CountWord;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;

/**
 * The making of a {@link Type} from its class, its superclass's type and its shape. Runs inside
 * hooks, so it may call nothing that stores a reference in woven code: the store would need the
 * type that is being made.
 */
final class TypeParts {
  private static final Class<?> FINAL_REFERENCE = finalReference();
  private static final String[] NO_NAMES = {};
  private static final long[] NO_OFFSETS = {};

  int id;
  String name;
  Type superType;
  boolean isArray;
  boolean isShaped;
  boolean isProvisional;
  boolean isReference;
  boolean isThrowable;
  boolean isTask;
  boolean holdsReferent;
  boolean isWhole = true;
  boolean isExact = true;
  String[] ownNames = NO_NAMES;
  long[] offsets = NO_OFFSETS;
  String[] finalNames = NO_NAMES;
  int firstOwn;
  String[] staticNames = NO_NAMES;
  String[] primitiveNames = NO_NAMES;
  long[] staticOffsets = NO_OFFSETS;
  int statics;
  int plainBirth;
  int flags;

  /** What its instances can be closed by; null if by nothing. */
  Closing closing;

  /** The parts of an array class; {@code component} is its element type. */
  static TypeParts ofArray(Class<?> array, Class<?> component) {
    TypeParts parts = new TypeParts();
    parts.name = array.getName();
    parts.isArray = true;
    parts.isShaped = true;
    parts.flags = component.isPrimitive() ? CountWord.LEAF : CountWord.ARRAY;
    return parts;
  }

  private static boolean isTask(Class<?> c) {
    for (Class<?> task : Types.TASKS) {
      if (task.isAssignableFrom(c)) return true;
    }
    return false;
  }

  /** The parts of any other class; {@code superType} is null for Object and interfaces. */
  static TypeParts ofClass(Class<?> c, Type superType, Shape shape, boolean softIsStrong) {
    TypeParts parts = new TypeParts();
    parts.name = c.getName();
    parts.superType = superType;
    parts.isShaped = !shape.isOpaque();
    boolean isSuperProvisional = superType != null && superType.isProvisional;
    parts.isProvisional = isSuperProvisional || (shape.isOpaque() && !c.isHidden());
    parts.isReference = Reference.class.isAssignableFrom(c);
    parts.isThrowable = Throwable.class.isAssignableFrom(c);
    parts.isTask = isTask(c);
    parts.holdsReferent =
        FINAL_REFERENCE.isAssignableFrom(c)
            || (softIsStrong && SoftReference.class.isAssignableFrom(c));
    parts.instances(c, shape);
    parts.statics(c, shape);
    parts.primitiveNames = shape.primitiveFields;
    parts.flags = parts.offsets.length == 0 ? CountWord.LEAF : 0;
    parts.closing = Installation.CLOSEABLES.closing(c);
    parts.isWhole = Installation.SCOPE.isWhole(c, superType, shape);
    parts.isExact = Installation.SCOPE.isExact(parts);
    return parts;
  }

  private void instances(Class<?> c, Shape shape) {
    ownNames = shape.instanceFields;
    finalNames = shape.finalFields;
    firstOwn = superType == null ? 0 : superType.references();
    offsets = new long[firstOwn + ownNames.length];
    for (int i = 0; i < firstOwn; i++) offsets[i] = superType.offsets[i];
    for (int i = 0; i < ownNames.length; i++) offsets[firstOwn + i] = offset(c, ownNames[i]);
  }

  private void statics(Class<?> c, Shape shape) {
    staticNames = shape.staticFields;
    staticOffsets = new long[staticNames.length];
    for (int i = 0; i < staticNames.length; i++) staticOffsets[i] = offset(c, staticNames[i]);
  }

  /** Where a field lies, -1 if the class has none of this name. */
  static long offset(Class<?> c, String field) {
    try {
      return U.objectFieldOffset(c, field);
    } catch (InternalError e) {
      return -1;
    }
  }

  private static Class<?> finalReference() {
    try {
      return Class.forName("java.lang.ref.FinalReference");
    } catch (ClassNotFoundException e) {
      return SoftReference.class;
    }
  }
}
