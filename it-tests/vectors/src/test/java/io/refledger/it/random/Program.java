package io.refledger.it.random;

import java.util.List;
import java.util.Map;

/**
 * A random program.
 *
 * @param mains the number of methods, the first ones, that a run calls one after the other; 0 if
 *     threads call them
 * @param methods the last takes {@code Object...}
 * @param acts the bodies of the virtual method by class; OBJECT is the interface's default
 * @param constructors those of each class, by their number of parameters
 * @param constants the values of static final fields
 */
record Program(
    int mains,
    List<Method> methods,
    Map<Type, Method> acts,
    Map<Type, List<Method>> constructors,
    Map<Static, Expr> constants) {
  /** The method that an instance of {@code type} has. */
  Method act(Type type) {
    for (Type declaring : List.of(Type.PAIR, Type.NODE)) {
      if (type.isA(declaring) && acts.containsKey(declaring)) {
        return acts.get(declaring);
      }
    }
    return acts.get(Type.OBJECT);
  }

  /** The constructor of a class with that many parameters. */
  Method constructor(Type type, int parameters) {
    return constructors.get(type).stream()
        .filter(method -> method.parameters().size() == parameters + 1)
        .findFirst()
        .orElseThrow();
  }
}
