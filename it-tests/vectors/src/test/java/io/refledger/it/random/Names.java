package io.refledger.it.random;

/** Numbers that are unique in a program. */
final class Names {
  private int last;

  int next() {
    return ++last;
  }

  Local local(Type type, boolean isFinal) {
    return new Local(next(), type, isFinal);
  }

  static Local self(Type type) {
    return new Local(0, type, true);
  }
}
