package io.refledger.weave;

import java.util.List;

/**
 * What one class is and which fields it declares.
 *
 * @param internalName the class, slashed
 * @param superName its superclass, null for Object
 * @param interfaces the interfaces that it names, slashed
 * @param instanceFields names of its instance reference fields, in declaration order
 * @param finalFields those of them that are final
 * @param staticFields names of its static reference fields, in declaration order
 * @param primitiveFields its instance fields that are no references, in declaration order, as
 *     "Icount": the descriptor, then the name
 * @param isInterface whether it is an interface
 */
public record ClassShape(
    String internalName,
    String superName,
    List<String> interfaces,
    List<String> instanceFields,
    List<String> finalFields,
    List<String> staticFields,
    List<String> primitiveFields,
    boolean isInterface) {}
