package io.refledger.it.random;

import java.util.SplittableRandom;

/**
 * The numbers a program is made from. Past the end, and for zero, the first of the alternatives is
 * taken, which is the simplest: so a shorter tape, or one with more zeros, makes a simpler program.
 */
final class Tape {
  private final int[] numbers;
  private int position;
  private int end;

  Tape(int[] numbers) {
    this.numbers = numbers.clone();
    this.end = numbers.length;
  }

  /** Ends the tape after so many further numbers, until the next call. */
  void endAfter(int count) {
    end = count < numbers.length - position ? position + count : numbers.length;
  }

  static int[] random(long seed, int length) {
    return new SplittableRandom(seed).ints(length, 0, 1 << 20).toArray();
  }

  /** A number below {@code bound}. */
  int pick(int bound) {
    return position < end ? numbers[position++] % bound : 0;
  }

  boolean isAtEnd() {
    return position >= end;
  }
}
