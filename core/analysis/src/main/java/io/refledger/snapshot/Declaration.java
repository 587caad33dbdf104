package io.refledger.snapshot;

import java.util.List;

/**
 * What a class declares beside its references.
 *
 * @param superType the type of its superclass, 0 if there is none or it is unknown
 * @param primitives descriptor and name of its instance fields that are no references: "Icount"
 * @param statics names of its static fields that are references
 */
public record Declaration(int superType, List<String> primitives, List<String> statics) {

  /** Of a class that was not woven. */
  static final Declaration NONE = new Declaration(0, List.of(), List.of());

  public Declaration {
    primitives = List.copyOf(primitives);
    statics = List.copyOf(statics);
  }
}
