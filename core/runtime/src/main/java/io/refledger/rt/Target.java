package io.refledger.rt;

/**
 * Where the field of a store site lies, in one long: bit 63 set; bit 62 set if frames from before
 * the agent may read it; offset in bits 32..61; reference index + 1 in bits 0..31, 0 for a field of
 * a class that was never woven. For static fields the type's number stands in place of the offset.
 */
final class Target {
  private static final long RESOLVED = Long.MIN_VALUE;
  private static final long SHOWN = 1L << 62;

  private Target() {}

  static long of(int high, int index) {
    return RESOLVED | (long) high << 32 | (index + 1);
  }

  /** The same place, which frames from before the agent may read. */
  static long shown(long target) {
    return target | SHOWN;
  }

  /** Whether frames from before the agent may read it. */
  static boolean isShown(long target) {
    return (target & SHOWN) != 0;
  }

  /** The field's offset, or the declaring type of a static field. */
  static int high(long target) {
    return (int) (target >>> 32) & 0x3fffffff;
  }

  /** The reference index, {@link Type#OPAQUE} if there is none. */
  static int index(long target) {
    return (int) target - 1;
  }
}
