package io.refledger.rt.table;

/** The interned pairs (type, allocation context); a pair's number is a birth id, from 1 up. */
public final class BirthTable {
  /** The birth id of a pair; the same for the same pair. Takes a lock: cache the answer. */
  public int intern(int type, int allocationContext) {
    throw new UnsupportedOperationException();
  }

  /** The type of a birth id. */
  public int type(int birthId) {
    return 0;
  }

  /** The allocation context of a birth id. */
  public int allocationContext(int birthId) {
    return 0;
  }
}
