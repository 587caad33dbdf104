package io.refledger.it.random;

import java.util.List;

/**
 * A method or constructor of a random program.
 *
 * @param parameters the first one is {@code this} unless the method is static
 * @param returns absent: void
 */
record Method(List<Local> parameters, List<Type> returns, List<Stmt> body) {
  boolean isVoid() {
    return returns.isEmpty();
  }
}
