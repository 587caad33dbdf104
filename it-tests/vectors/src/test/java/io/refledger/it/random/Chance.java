package io.refledger.it.random;

/** The random numbers that a program asks for while it runs, and the end of its patience. */
final class Chance {
  private static final int PATIENCE = 40;
  private long state = 1;
  private int asked;

  /** A number below {@code bound}. */
  int next(int bound) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (int) ((state >>> 33) % bound);
  }

  /** From now on it is as patient as in the beginning. */
  void rest() {
    asked = 0;
  }

  /** Whether loops should stop and calls return: true from some question on. */
  boolean isTired() {
    return ++asked > PATIENCE;
  }
}
