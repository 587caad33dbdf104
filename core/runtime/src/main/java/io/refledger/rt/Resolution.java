package io.refledger.rt;

import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;

import jdk.internal.vm.annotation.DontInline;

/**
 * Finds the field that a store site names, as the JVM does: from the class that the instruction
 * names upwards to the one that declares it. Done once a site, with no stripe held, and with the
 * units that are being handed over put aside: it runs woven code.
 */
final class Resolution {
  private Resolution() {}

  /** Where an instance field lies; remembered by the site once all shapes are known. */
  @DontInline
  static long field(int site, Object referrer, Context c) {
    long state = Units.putAside(c);
    try {
      return fieldAside(site, referrer, c);
    } finally {
      Units.takeUp(state, c);
    }
  }

  private static long fieldAside(int site, Object referrer, Context c) {
    Sites.Field field = SITES.field(site);
    long target = Target.of(0, Type.OPAQUE);
    if (field == null) return target;
    Class<?> owner = named(referrer.getClass(), field.owner());
    boolean isFinal = true;
    for (Class<?> k = owner; k != null; k = k.getSuperclass()) {
      Type type = TYPES.of(k, c);
      isFinal &= !type.isProvisional;
      int index = type.ownReference(field.name());
      long offset = index >= 0 ? type.offsets[index] : opaqueOffset(type, k, field);
      if (offset < 0) continue;
      target = Target.of((int) offset, index);
      if (Installation.ATTACHED && type.isShown(index)) target = Target.shown(target);
      break;
    }
    if (isFinal) SITES.target(site, target);
    return target;
  }

  /** Where a static field lies; {@code owner} null if the site just learned it elsewhere. */
  @DontInline
  static long staticField(int site, Class<?> owner, Context c) {
    long state = Units.putAside(c);
    try {
      return staticFieldAside(site, owner, c);
    } finally {
      Units.takeUp(state, c);
    }
  }

  private static long staticFieldAside(int site, Class<?> owner, Context c) {
    Sites.Field field = SITES.field(site);
    if (field == null) return Target.of(0, Type.OPAQUE);
    if (owner == null) return SITES.target(site);
    Type type = TYPES.of(owner, c);
    long target = Target.of(0, Type.OPAQUE);
    boolean isFinal = true;
    for (Type t = type; t != null; t = t.superType) {
      isFinal &= !t.isProvisional;
      int index = t.ownStatic(field.name());
      if (index < 0 || t.statics == 0) continue;
      target = Target.of(t.id, index);
      if (Installation.ATTACHED && t.isShownStatic(index)) target = Target.shown(target);
      break;
    }
    if (isFinal) SITES.target(site, target);
    return target;
  }

  private static long opaqueOffset(Type type, Class<?> c, Sites.Field field) {
    return type.isShaped ? -1 : TypeParts.offset(c, field.name());
  }

  /** The nearest superclass of the given name; the class itself when none has it. */
  private static Class<?> named(Class<?> of, String name) {
    Class<?> k = of;
    while (k != null && !k.getName().equals(name)) k = k.getSuperclass();
    return k == null ? of : k;
  }
}
