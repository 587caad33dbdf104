package io.refledger.audit;

import java.util.List;

/**
 * A class in a heap dump.
 *
 * @param superclassId 0 for none
 * @param fields the fields it declares, in the order of their values in an instance
 * @param statics its static references that are not null
 */
record DumpClass(
    long id, String name, long superclassId, List<Field> fields, List<StaticReference> statics) {

  /** A field: its name and the bytes of its value. */
  record Field(String name, int bytes, boolean isReference) {}

  /** A static field that refers to an object. */
  record StaticReference(String name, long referent) {}
}
