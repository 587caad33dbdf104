package io.refledger.rt.pool;

/** What must hold of an arena or a pool. */
final class Invariant {
  private Invariant() {}

  /**
   * Compares two figures.
   *
   * @param whose "arena" or "pool"
   * @throws AssertionError naming both if they differ
   */
  static void check(String whose, int index, String what, int expected, int actual) {
    if (expected != actual) {
      throw new AssertionError(
          whose
              .concat(" ")
              .concat(Integer.toString(index))
              .concat(": ")
              .concat(what)
              .concat(": expected ")
              .concat(Integer.toString(expected))
              .concat(", actual ")
              .concat(Integer.toString(actual)));
    }
  }
}
