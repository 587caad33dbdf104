package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;
import static io.refledger.rt.Vm.U;

/*
 * The ledger knows an object by its number, and has no reference to it. But it knows a path of
 * references that leads there, and on the JVM's heap the same path can be gone: each object on the way
 * says by its header whether it is still the one that is meant.
 */
/** Reads from the JVM's heap what the ledger does not know: the characters of a string. */
public final class HeapText {
  private HeapText() {}

  /**
   * The string at the end of a path that begins with a static field. Stores nothing and changes
   * nothing; for any thread, also while the program runs.
   *
   * @param typeId the class that declares the field
   * @param field the field's name
   * @param slots the objects of the path, the field's referent first, the string last
   * @param references for each object but the last the index of the reference to the next
   * @return null if the program has changed the path, or if it cannot be followed
   */
  public static String at(int typeId, String field, int[] slots, int[] references) {
    Object at = staticField(typeId, field);
    for (int i = 0; i < references.length; i++) {
      if (!isObject(at, slots[i])) return null;
      at = next(at, slots[i], references[i]);
    }
    return at instanceof String text && isObject(at, slots[references.length]) ? text : null;
  }

  private static Object staticField(int typeId, String field) {
    Type type = TYPES.get(typeId);
    Class<?> mirror = type == null ? null : TYPES.mirror(typeId);
    int index = mirror == null ? Type.OPAQUE : type.ownStatic(field);
    if (index < 0 || type.staticOffsets[index] < 0) return null;
    return U.getReference(mirror, type.staticOffsets[index]);
  }

  private static boolean isObject(Object o, int slot) {
    if (o == null) return false;
    int own = Identity.slot(o);
    return (own == 0 ? Installation.ADOPTED.slot(o) : own) == slot;
  }

  private static Object next(Object from, int slot, int reference) {
    if (from instanceof Object[] array) return reference < array.length ? array[reference] : null;
    long[] offsets = TYPES.get(LEDGER.typeOf(slot)).offsets;
    boolean isKnown = reference < offsets.length && offsets[reference] >= 0;
    return isKnown ? U.getReference(from, offsets[reference]) : null;
  }
}
