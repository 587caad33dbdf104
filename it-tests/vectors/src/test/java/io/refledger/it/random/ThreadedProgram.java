package io.refledger.it.random;

/**
 * A random program that several threads run.
 *
 * @param threads how many; thread i calls method i
 */
record ThreadedProgram(long seed, int threads, Program program) {
  private static final int TAPE = 400;
  private static final int FEWEST = 2;
  private static final int MOST = 4;

  static ThreadedProgram random(long seed) {
    int[] tape = Tape.random(seed, TAPE);
    int threads = FEWEST + tape[0] % (MOST - FEWEST + 1);
    return new ThreadedProgram(seed, threads, Generator.program(tape, threads));
  }

  String source(String packageName, String name) {
    return ThreadedText.of(packageName, name, program, threads);
  }
}
