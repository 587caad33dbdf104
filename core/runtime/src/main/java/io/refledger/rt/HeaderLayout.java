package io.refledger.rt;

/**
 * What the 31 identity hash bits of a mark word mean. A number n is written as {@code n * ODD mod
 * 2^31}, so that hashes look scattered; ODD is odd, so every hash is one number.
 *
 * <pre>
 * 1 .. FIRST_MIRROR - 1             a tracked object's slot and its check, see SlotNumber
 * FIRST_MIRROR ..  + MIRRORS - 1    the class mirror of type n - FIRST_MIRROR
 * FIRST_IMMORTAL .. 2^31 - 1        an immortal object, no record
 * anything else                     a hash made by the JVM
 * </pre>
 */
public final class HeaderLayout {
  /** Where the class word begins in a mark word that has one (compact headers). */
  static final int COMPACT_KLASS = 42;

  /** The numbers and hashes are residues by this mask. */
  public static final int MASK = 0x7fffffff;

  /** The first number of a class mirror. */
  public static final int FIRST_MIRROR = 1 << 29;

  /** How many types can have a numbered mirror. */
  public static final int MIRRORS = 1 << 20;

  /** The first number of an immortal object. */
  public static final int FIRST_IMMORTAL = 1 << 30;

  static final int ODD = 0x9E3779B1 & MASK;
  static final int INVERSE = inverse(ODD);

  private HeaderLayout() {}

  /** The hash that stands for a number. */
  public static int encode(int number) {
    return number * ODD & MASK;
  }

  /** The number that a hash stands for; bits above the 31 are ignored. */
  public static int decode(int hash) {
    return hash * INVERSE & MASK;
  }

  /** Newton's iteration: each round doubles the number of right low bits. */
  private static int inverse(int odd) {
    int inverse = odd;
    for (int round = 0; round < 5; round++) inverse *= 2 - odd * inverse;
    return inverse;
  }
}
