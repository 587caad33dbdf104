package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/*
 * Where references, their number and the object's size are, by the flags of the count word:
 *
 *   LEAF            no references;           size in e0
 *   BLOCK           e0 = block, e1 = number; size in e2
 *   ARRAY           e2 = length (at most 2); size in an int of its own (s2 with sites)
 *   none of these   number and size by birth id
 *
 * A cell holds the slot of its referent. A negative one is a reference that a dead record keeps,
 * for the case that it comes back: it is not counted, and nobody but the quarantine sees it.
 *
 * A cell is written under the stripe of its referrer, or by whoever frees the record.
 */
/** The references of every record, and with sites the context that stored each. */
public final class EdgeTable {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int FIRST = RecordLayout.REFERENTS;
  private static final int SECOND = FIRST + 4;
  private static final int THIRD = FIRST + 8;
  private static final int INLINE_ELEMENTS = 2;

  private static final long DROPPED = U.objectFieldOffset(EdgeTable.class, "droppedStores");

  @Stable private final ShadowTable table;
  @Stable private final EdgeArena arena;
  @Stable private final BirthTable births;
  @Stable private final boolean sites;
  @Stable private final int arraySizeOffset;

  /** Read: volatile. Written: getAndAdd. */
  private volatile long droppedStores;

  /** The edges of {@code table}. */
  public EdgeTable(ShadowTable table, EdgeArena arena, BirthTable births) {
    this.table = table;
    this.arena = arena;
    this.births = births;
    sites = table.sites;
    arraySizeOffset = sites ? RecordLayout.ARRAY_SIZE : RecordLayout.LEAN_ARRAY_SIZE;
  }

  /** True if so many references do not fit into a record. */
  public static boolean needsBlock(int references, boolean array) {
    return references > (array ? INLINE_ELEMENTS : RecordLayout.INLINE_REFERENCES);
  }

  /**
   * Leaves a free record without references, whatever shape its word is going to say. Contract: the
   * caller publishes that word by a compare-and-set.
   */
  public void empty(int slot) {
    long record = table.address(slot);
    U.putInt(record + FIRST, 0);
    U.putInt(record + SECOND, 0);
    U.putInt(record + THIRD, 0);
  }

  /** Writes the shape of a fresh record with null references; its word has its flags already. */
  public void initialise(int slot, long word, int block, int references, int sizeBytes) {
    long record = table.address(slot);
    boolean leaf = (word & CountWord.LEAF_BIT) != 0;
    U.putInt(record + FIRST, leaf ? sizeBytes : block);
    U.putInt(record + SECOND, block == 0 ? 0 : references);
    U.putInt(record + THIRD, block != 0 ? sizeBytes : 0);
    if (block == 0 && !leaf) {
      if ((word & CountWord.ARRAY_BIT) != 0) {
        U.putInt(record + THIRD, references);
        U.putInt(record + arraySizeOffset, sizeBytes);
      } else {
        births.describe(table.birthId(slot), references, sizeBytes);
      }
    }
  }

  /** Replaces the birth id; what a record leaves to it is told to the new one. */
  public void setBirthId(int slot, int birthId) {
    long shaped = CountWord.LEAF_BIT | CountWord.BLOCK_BIT | CountWord.ARRAY_BIT;
    int old = table.birthId(slot);
    if ((table.word(slot) & shaped) == 0 && births.sizeBytes(birthId) == 0) {
      births.describe(birthId, births.references(old), births.sizeBytes(old));
    }
    table.setBirthId(slot, birthId);
  }

  /** The number of references. */
  public int references(int slot) {
    long word = table.word(slot);
    if ((word & (CountWord.LEAF_BIT | CountWord.BLOCK_BIT | CountWord.ARRAY_BIT)) != 0) {
      return cellCount(slot, word);
    }
    return births.references(table.birthId(slot));
  }

  /** The shallow size given at birth. */
  public int sizeBytes(int slot) {
    long word = table.word(slot);
    long record = table.address(slot);
    if ((word & CountWord.BLOCK_BIT) != 0) {
      return U.getInt(record + THIRD);
    }
    if ((word & CountWord.LEAF_BIT) != 0) {
      // A record whose block was freed is a leaf, and still has its size behind the block's number.
      int sizeBehindBlock = U.getInt(record + THIRD);
      return sizeBehindBlock != 0 ? sizeBehindBlock : U.getInt(record + FIRST);
    }
    if ((word & CountWord.ARRAY_BIT) != 0) {
      return U.getInt(record + arraySizeOffset);
    }
    return births.sizeBytes(table.birthId(slot));
  }

  /** The number of cells that may hold a referent. */
  @ForceInline
  public int cellCount(int slot, long word) {
    if ((word & (CountWord.LEAF_BIT | CountWord.BLOCK_BIT | CountWord.ARRAY_BIT)) == 0) {
      return RecordLayout.INLINE_REFERENCES;
    }
    return unusualCellCount(slot, word);
  }

  private int unusualCellCount(int slot, long word) {
    long record = table.address(slot);
    if ((word & CountWord.BLOCK_BIT) != 0) {
      return U.getInt(record + SECOND);
    }
    return (word & CountWord.LEAF_BIT) != 0
        ? 0
        : Math.min(U.getInt(record + THIRD), INLINE_ELEMENTS);
  }

  /** Where the first cell lies; the others follow, an int each. */
  @ForceInline
  public long cells(int slot, long word) {
    long record = table.address(slot);
    return (word & CountWord.BLOCK_BIT) == 0
        ? record + FIRST
        : arena.address(U.getInt(record + FIRST));
  }

  /** The referent of a reference; 0 for null and for a reference that the record does not have. */
  public int referent(int slot, int index) {
    long word = table.word(slot);
    int count = cellCount(slot, word);
    return Integer.compareUnsigned(index, count) < 0
        ? Math.max(0, U.getInt(cells(slot, word) + 4L * index))
        : 0;
  }

  /** The context that stored a reference; 0 without sites. */
  public int storeContext(int slot, int index) {
    long word = table.word(slot);
    int count = cellCount(slot, word);
    if (!sites || Integer.compareUnsigned(index, count) >= 0) {
      return 0;
    }
    return U.getInt(contextOf(slot, word, count, index));
  }

  private long contextOf(int slot, long word, int count, int index) {
    return (word & CountWord.BLOCK_BIT) == 0
        ? table.address(slot) + RecordLayout.STORE_CONTEXTS + 4L * index
        : cells(slot, word) + 4L * count + 4L * index;
  }

  /**
   * Replaces a referent; the one before. Contract: the caller holds the referrer's stripe.
   *
   * @return {@code referent} itself when the record is dead or has no such reference
   */
  public int swap(int referrer, int index, int referent, int context) {
    long word = table.word(referrer);
    int count = cellCount(referrer, word);
    if (Integer.compareUnsigned(index, count) >= 0 || CountWord.isDead(word)) {
      U.getAndAddLong(this, DROPPED, 1);
      return referent;
    }
    long cell = cells(referrer, word) + 4L * index;
    int old = U.getInt(cell);
    U.putInt(cell, referent);
    if (sites) {
      U.putInt(contextOf(referrer, word, count, index), context);
    }
    return Math.max(0, old);
  }

  /** Stores to dead records and to references that a record does not have. */
  public long droppedStores() {
    return droppedStores;
  }

  /** True if a reference of {@code slot} is not null. */
  public boolean hasReferents(int slot, long word) {
    long cells = cells(slot, word);
    for (int i = cellCount(slot, word) - 1; i >= 0; i--) {
      if (U.getInt(cells + 4L * i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** True if a record keeps a reference. */
  public boolean hasKept(int slot, long word) {
    long cells = cells(slot, word);
    for (int i = cellCount(slot, word) - 1; i >= 0; i--) {
      if (U.getInt(cells + 4L * i) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Sets the references that a record keeps to null. Contract: the referrer's stripe is held. */
  public void dropKept(int slot, long word) {
    long cells = cells(slot, word);
    for (int i = cellCount(slot, word) - 1; i >= 0; i--) {
      if (U.getInt(cells + 4L * i) < 0) {
        U.putInt(cells + 4L * i, 0);
      }
    }
  }

  /** The block of a record, 0 if it has none. */
  public int block(int slot, long word) {
    return (word & CountWord.BLOCK_BIT) == 0 ? 0 : U.getInt(table.address(slot) + FIRST);
  }

  /** True if a block of so many references may begin at {@code block}. */
  boolean isBlock(int block, int references) {
    return arena.holds(block, references);
  }

  /** Where the first cell of a block lies. */
  long blockAddress(int block) {
    return arena.address(block);
  }

  /** Gives back a block for so many references; 0 is no block. */
  public void freeBlock(int block, int references) {
    if (block != 0) {
      arena.free(block, references);
    }
  }
}
