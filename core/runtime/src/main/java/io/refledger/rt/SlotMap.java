package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import io.refledger.rt.table.MemoryUser;

/** An int for each slot, 0 at first, in chunks that come with the first entry. */
public final class SlotMap implements MemoryUser {
  private static final int CHUNK_SHIFT = 12;
  private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
  private static final int FIRST_CHUNKS = 64;

  private final SlowPathLock lock = new SlowPathLock();

  /** By slot. Written under lock; a replaced array shares its chunks with the new one. */
  private volatile int[][] chunks = new int[FIRST_CHUNKS][];

  /** How many chunks there are. Written under lock; a reader may be late. */
  private int chunkCount;

  /** Sets the entry of a slot. */
  public void put(int slot, int value) {
    chunk(slot >>> CHUNK_SHIFT)[slot & CHUNK_MASK] = value;
  }

  @Override
  public long memoryBytes() {
    return (long) chunkCount << (CHUNK_SHIFT + 2);
  }

  /** The entry of a slot. */
  public int get(int slot) {
    int[][] chunks = this.chunks;
    int number = slot >>> CHUNK_SHIFT;
    if (number >= chunks.length || chunks[number] == null) return 0;
    return chunks[number][slot & CHUNK_MASK];
  }

  /** The entry of a slot, which is 0 from now on. */
  public int remove(int slot) {
    int value = get(slot);
    if (value != 0) put(slot, 0);
    return value;
  }

  private int[] chunk(int number) {
    int[][] chunks = this.chunks;
    if (number < chunks.length && chunks[number] != null) return chunks[number];
    return makeChunk(number);
  }

  private int[] makeChunk(int number) {
    lock.enter();
    try {
      int[][] grown = chunks;
      while (number >= grown.length) grown = grown(grown);
      int[] chunk = grown[number];
      if (chunk == null) {
        chunk = new int[1 << CHUNK_SHIFT];
        chunkCount++;
      }
      U.storeFence();
      grown[number] = chunk;
      chunks = grown;
      return chunk;
    } finally {
      lock.exit();
    }
  }

  private static int[][] grown(int[][] chunks) {
    int[][] grown = new int[2 * chunks.length][];
    for (int i = 0; i < chunks.length; i++) grown[i] = chunks[i];
    return grown;
  }
}
