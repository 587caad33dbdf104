package io.refledger.rt.table;

/**
 * The count word: refs in bits 0..26, pins in bits 27..46, flags in bits 47..62, DEAD in bit 63.
 *
 * <p>Flags are given to the table as ints ({@code LEAF}); the same flag inside a word is a long
 * ({@code LEAF_BIT}).
 */
public final class CountWord {
  /** Saturated, or of a kind that never dies: its counts mean nothing. */
  public static final int IMMORTAL = 1;

  /** The references live in a block of the edge arena. */
  public static final int BLOCK = 1 << 1;

  /** References are visited last to first. */
  public static final int ARRAY = 1 << 2;

  /** Has no references and is never tracked by the detector. */
  public static final int LEAF = 1 << 3;

  /** Some java.lang.ref.Reference refers to it: its slot is quarantined at death. */
  public static final int WEAK = 1 << 4;

  /** Has a finalizer. */
  public static final int FINALIZER = 1 << 5;

  /** Its finalizer has run. */
  public static final int FINALIZED = 1 << 6;

  /** Is in one of the detector's lists. */
  public static final int TRACKED = 1 << 7;

  /** Lowest of the two generation bits; generation 3 is the permanent one. */
  public static final int GENERATION = 1 << 8;

  /** Is a candidate of a collection under verification, or (with DEAD) condemned by one. */
  public static final int ORANGE = 1 << 10;

  /** Held by unwoven code: does not die by a count of zero. */
  public static final int FOREIGN = 1 << 11;

  /** It can be closed, and has not been: a resource, or what wraps one. */
  public static final int OPEN = 1 << 12;

  /** Its death is in progress. */
  public static final int DYING = 1 << 13;

  /** Has ledger weak references. */
  public static final int WEAKLY_LISTED = 1 << 14;

  /** Its increfs and decrefs are recorded. */
  public static final int WATCHED = 1 << 15;

  static final int PINS_SHIFT = 27;
  static final int FLAGS_SHIFT = 47;

  /** One counted reference. */
  public static final long REF = 1;

  /** One pin. */
  public static final long PIN = 1L << PINS_SHIFT;

  public static final long REFS_MASK = PIN - 1;
  public static final long PINS_MASK = ((1L << FLAGS_SHIFT) - 1) & ~REFS_MASK;

  /** Both counts. */
  public static final long COUNTS_MASK = REFS_MASK | PINS_MASK;

  public static final long IMMORTAL_BIT = bit(IMMORTAL);
  public static final long BLOCK_BIT = bit(BLOCK);
  public static final long ARRAY_BIT = bit(ARRAY);
  public static final long LEAF_BIT = bit(LEAF);
  public static final long WEAK_BIT = bit(WEAK);
  public static final long FINALIZER_BIT = bit(FINALIZER);
  public static final long FINALIZED_BIT = bit(FINALIZED);
  public static final long TRACKED_BIT = bit(TRACKED);
  public static final long GENERATION_MASK = bit(3 * GENERATION);
  public static final long ORANGE_BIT = bit(ORANGE);

  /**
   * Of condemned words, which are in no generation: the references are gone, referrers are left.
   */
  public static final long CLEARED_BIT = bit(GENERATION);

  public static final long FOREIGN_BIT = bit(FOREIGN);
  public static final long OPEN_BIT = bit(OPEN);
  public static final long DYING_BIT = bit(DYING);
  public static final long WEAKLY_LISTED_BIT = bit(WEAKLY_LISTED);
  public static final long WATCHED_BIT = bit(WATCHED);

  /** Names no living object: virgin, free, quarantined, dying or condemned. */
  public static final long DEAD = Long.MIN_VALUE;

  /** Set in a count that has used half of its range. */
  public static final long NEAR_LIMIT = ((REFS_MASK + 1) >>> 1) | ((PINS_MASK + PIN) >>> 1);

  /** Counts of an immortal word, far from both ends of their ranges. */
  public static final long IMMORTAL_COUNTS = ((REFS_MASK + 1) >>> 2) | ((PINS_MASK + PIN) >>> 2);

  private CountWord() {}

  /** The flags {@code flags} at their place in a word. */
  public static long bit(int flags) {
    return (long) flags << FLAGS_SHIFT;
  }

  /** The number of counted references. */
  public static int refs(long word) {
    return (int) (word & REFS_MASK);
  }

  /** The number of pins. */
  public static int pins(long word) {
    return (int) ((word & PINS_MASK) >>> PINS_SHIFT);
  }

  /** The flags, without DEAD. */
  public static int flags(long word) {
    return (int) (word >>> FLAGS_SHIFT) & 0xffff;
  }

  /** The generation 0..2 whose list the object is in; 3 is the permanent one. */
  public static int generation(long word) {
    return (int) ((word & GENERATION_MASK) >>> (FLAGS_SHIFT + 8));
  }

  /** True of a word that names no living object. */
  public static boolean isDead(long word) {
    return word < 0;
  }
}
