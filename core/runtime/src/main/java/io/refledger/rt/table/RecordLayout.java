package io.refledger.rt.table;

/**
 * Offsets in a record of the shadow table, in order; 48 bytes with sites, 32 without.
 *
 * <p>Records begin at multiples of 16: count word and birth id, which every hook reads, lie on one
 * cache line, and with two records of three the drop stamp, which every release writes, does too.
 */
public final class RecordLayout {
  /** The count word, 8 bytes. */
  public static final int WORD = 0;

  /** The interned pair (type, allocation context). */
  public static final int BIRTH_ID = 8;

  /** With sites: the context of the latest release to a non-zero count. */
  public static final int DROP_CONTEXT = 12;

  /** With sites: the clock of that release. */
  public static final int DROP_CLOCK = 16;

  /** Referents of the references 0..2. With BLOCK: block index, number of references, size. */
  public static final int REFERENTS = 20;

  /** Reference cells inside a record. */
  public static final int INLINE_REFERENCES = 3;

  /** With sites: the store contexts of the references 0..2. */
  public static final int STORE_CONTEXTS = 32;

  /** With sites: the size of an array without a block, where it has no store context. */
  public static final int ARRAY_SIZE = 40;

  /** With sites: the birth clock. */
  public static final int BIRTH_CLOCK = 44;

  /** The size of a record with sites. */
  public static final int BYTES = 48;

  /** Without sites: the birth clock. */
  public static final int LEAN_BIRTH_CLOCK = 12;

  /** Without sites: the size of an array without a block. */
  public static final int LEAN_ARRAY_SIZE = 16;

  /** The size of a record without sites. */
  public static final int LEAN_BYTES = 32;

  private RecordLayout() {}
}
