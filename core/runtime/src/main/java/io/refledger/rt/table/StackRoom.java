package io.refledger.rt.table;

import jdk.internal.vm.annotation.DontInline;

/*
 * A collection runs in the thread whose birth made it due, wherever that thread is on its stack. If
 * the stack ended in the middle, lists and marks outside of the Java heap would be left as they are,
 * and the next collection would follow them anywhere. So whoever begins such a thing first goes as deep
 * as it will, and further, where nothing is lost yet.
 */
/** Whether the calling thread has stack left for work that must not be cut off. */
public final class StackRoom {
  /**
   * Frames of a size that differs little between compiled and interpreted code, some 20 KiB and 60:
   * threads of 256 KiB have that, those of the smallest stacks only when it is compiled.
   */
  private static final int FRAMES = 200;

  private StackRoom() {}

  /** Whether there is room. */
  public static boolean isThere() {
    try {
      return descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) != 0;
    } catch (StackOverflowError end) {
      return false;
    }
  }

  /**
   * Meets the end of the stack here if it is near.
   *
   * @throws StackOverflowError if there is no room
   */
  public static void require() {
    if (descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) == 0) {
      throw new AssertionError("the sum of positive numbers is 0");
    }
  }

  @DontInline
  private static long descend(
      int frames,
      long a,
      long b,
      long c,
      long d,
      long e,
      long f,
      long g,
      long h,
      long i,
      long j,
      long k,
      long l) {
    long below = frames == 0 ? 1 : descend(frames - 1, l, a, b, c, d, e, f, g, h, i, j, k);
    return below + (a & b & c & d & e & f & g & h & i & j & k & l);
  }
}
