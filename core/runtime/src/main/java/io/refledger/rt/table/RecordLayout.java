package io.refledger.rt.table;

/** Offsets in a record of the shadow table, in order; 48 bytes with sites, 32 without. */
public final class RecordLayout {
  /** The count word, 8 bytes. */
  public static final int WORD = 0;

  /** Referents of the references 0..2. With BLOCK: block index, number of references, size. */
  public static final int REFERENTS = 8;

  /** Reference cells inside a record. */
  public static final int INLINE_REFERENCES = 3;

  /** With sites: the store contexts of the references 0..2. */
  public static final int STORE_CONTEXTS = 20;

  /** With sites: the interned pair (type, allocation context). */
  public static final int BIRTH_ID = 32;

  /** With sites: the birth clock. */
  public static final int BIRTH_CLOCK = 36;

  /** With sites: the context of the latest release to a non-zero count. */
  public static final int DROP_CONTEXT = 40;

  /** With sites: the clock of that release. */
  public static final int DROP_CLOCK = 44;

  /** The size of a record with sites. */
  public static final int BYTES = 48;

  /** Without sites: the birth id. */
  public static final int LEAN_BIRTH_ID = 20;

  /** Without sites: the birth clock. */
  public static final int LEAN_BIRTH_CLOCK = 24;

  /** The size of a record without sites. */
  public static final int LEAN_BYTES = 32;

  private RecordLayout() {}
}
