package io.refledger.rt.table;

import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ForceInline;

/*
 * Whoever follows edges while other threads free objects may meet a record that is being given up,
 * or one that is being born in its place: a block's index that is a size in bytes, a number of
 * references that belongs to another block, contexts where referents stood. So what leads to memory
 * is read once and held against the bounds of the arena, and referents against those of the table.
 * What is read so may be wrong; it lies in memory of the ledger's.
 */
/** The cells of one record, found without a lock. For one thread at a time. */
public final class Cells {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long SHAPE = CountWord.LEAF_BIT | CountWord.BLOCK_BIT | CountWord.ARRAY_BIT;

  private final ShadowTable table;
  private final EdgeTable edges;

  /** Where the first cell lies. */
  private long address;

  private int count;

  /** The highest slot that is taken for a referent. */
  private int highest;

  /** Shows no record yet. */
  public Cells(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
  }

  /** Referents born from now on are taken for none. */
  public void begin() {
    highest = table.last();
  }

  /** Shows the cells of {@code slot}, whose count word is {@code word}; their number. */
  @ForceInline
  public int of(int slot, long word) {
    address = table.address(slot) + RecordLayout.REFERENTS;
    count = RecordLayout.INLINE_REFERENCES;
    if ((word & SHAPE) != 0) {
      unusual(slot, word);
    }
    return count;
  }

  private void unusual(int slot, long word) {
    count = edges.cellCount(slot, word);
    if ((word & CountWord.BLOCK_BIT) != 0) {
      int block = U.getInt(address);
      if (edges.isBlock(block, count)) {
        address = edges.blockAddress(block);
      } else {
        count = 0;
      }
    }
  }

  /** The referent in the cell at {@code index}; 0 if there is none. */
  @ForceInline
  public int referent(int index) {
    int cell = U.getInt(address + 4L * index);
    return Integer.compareUnsigned(cell, highest) <= 0 ? cell : 0;
  }
}
