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
  /** Of a few words each: tens of KiB. */
  private static final int FRAMES = 1000;

  private StackRoom() {}

  /** Whether there is room. */
  public static boolean isThere() {
    try {
      return descend(FRAMES, 1, 2, 3) != 0;
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
    if (descend(FRAMES, 1, 2, 3) == 0) {
      throw new AssertionError("the sum of positive numbers is not 0");
    }
  }

  @DontInline
  private static long descend(int frames, long a, long b, long c) {
    return frames == 0 ? a + b + c : descend(frames - 1, b, c, a) + (frames & 1);
  }
}
