package io.refledger.weave;

import java.util.List;

/**
 * What one class is and which reference fields it declares.
 *
 * @param internalName the class, slashed
 * @param superName its superclass, null for Object
 * @param interfaces the interfaces that it names, slashed
 * @param instanceFields names of its instance reference fields, in declaration order
 * @param finalFields those of them that are final
 * @param staticFields names of its static reference fields, in declaration order
 * @param isInterface whether it is an interface
 */
public record ClassShape(
    String internalName,
    String superName,
    List<String> interfaces,
    List<String> instanceFields,
    List<String> finalFields,
    List<String> staticFields,
    boolean isInterface) {}
