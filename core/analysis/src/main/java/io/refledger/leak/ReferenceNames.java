package io.refledger.leak;

import io.refledger.snapshot.ObjectType;

/** Names of references: the snapshot's "Declaring.Class#field", and what reports show. */
public final class ReferenceNames {

  private ReferenceNames() {}

  /** The name as reports write it: "Declaring.Class.field", or "[x]". */
  public static String readable(String reference) {
    String declaring = declaringClass(reference);
    return declaring.isEmpty()
        ? reference
        : ClassNames.readable(declaring) + "." + field(reference);
  }

  /** The class that declares the field; empty for an array element. */
  public static String declaringClass(String reference) {
    int hash = reference.indexOf('#');
    return hash < 0 ? "" : reference.substring(0, hash);
  }

  /** The field alone, or "[x]". */
  public static String field(String reference) {
    return reference.substring(reference.indexOf('#') + 1);
  }

  /**
   * The name as fingerprints use it: a collection's inner nodes count as elements of the public
   * type that a programmer knows, {@code java.util.HashMap[x]}.
   */
  public static String normalized(String reference) {
    String declaring = declaringClass(reference);
    if (declaring.isEmpty()) {
      return ObjectType.ELEMENT;
    }
    int nested = declaring.indexOf('$');
    if (declaring.startsWith("java.util.") && nested > 0) {
      return declaring.substring(0, nested) + ObjectType.ELEMENT;
    }
    return ClassNames.normalized(declaring) + "." + field(reference);
  }
}
