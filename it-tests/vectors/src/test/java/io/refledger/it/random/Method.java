package io.refledger.it.random;

import java.util.List;

/**
 * A method or constructor of a random program.
 *
 * @param home the class that declares it: that of a constructor, or OBJECT for the program's own
 * @param parameters the first one is {@code this} unless the method is static
 * @param returns absent: void
 */
record Method(Type home, List<Local> parameters, List<Type> returns, List<Stmt> body) {
  boolean isStatic() {
    return parameters.isEmpty() || parameters.get(0).number() != 0;
  }

  boolean isVoid() {
    return returns.isEmpty();
  }
}
