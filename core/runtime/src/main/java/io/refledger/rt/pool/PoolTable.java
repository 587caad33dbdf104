package io.refledger.rt.pool;

import jdk.internal.vm.annotation.Stable;

/**
 * The pools of all arenas: their headers, their blocks and the lists they are in.
 *
 * <p>States of a pool, by name as in obmalloc.c:
 *
 * <ul>
 *   <li><b>virgin</b>: not carved from its arena yet; in no list, no field means anything
 *   <li><b>used</b>: some blocks in use, some free; in the circular list of its size class, all
 *       fields mean something
 *   <li><b>full</b>: every block in use; in no list, {@code freeBlock} is 0
 *   <li><b>empty</b>: no block in use; in its arena's list of free pools, linked by {@code next};
 *       keeps size class and free blocks, which count again if the same class takes it next
 * </ul>
 *
 * <p>A pool is named by its number in the address space. The list heads of the size classes lie in
 * front of the pools in {@code next} and {@code previous}: pool p has the link index p + {@link
 * SizeClass#COUNT}. Blocks are named by their offset in the pool, in units; no block has offset 0.
 */
final class PoolTable {

  /** The size class of a pool that has not served any. */
  private static final byte NO_CLASS = -1;

  private static final int HEADS = SizeClass.COUNT;
  private static final int NO_BLOCK = 0;

  @Stable private final PoolLayout layout;

  private int[] next = new int[HEADS];
  private int[] previous = new int[HEADS];
  private byte[] sizeClass = new byte[0];
  private short[] blocksInUse = new short[0];

  /** The first block of the pool's free list. */
  private short[] freeBlock = new short[0];

  /** The offset of the first block that was never handed out; at or above the pool's end: none. */
  private short[] nextOffset = new short[0];

  /** By arena slot, then by offset in the arena: the free block after the one that starts there. */
  private short[][] nextFreeBlock = new short[0][];

  /** What the links of all blocks take. */
  private long blockBytes;

  final int[] poolsByClass = new int[SizeClass.COUNT];
  final int[] blocksInUseByClass = new int[SizeClass.COUNT];

  PoolTable(PoolLayout layout) {
    this.layout = layout;
    for (int head = 0; head < HEADS; head++) {
      next[head] = head;
      previous[head] = head;
    }
  }

  /** Makes room for the pools of arena slots below {@code slots}; allocates. */
  void reserveArenas(int slots) {
    int pools = slots * PoolLayout.POOLS_PER_ARENA;
    int[] next = Arrays.grown(this.next, pools + HEADS);
    int[] previous = Arrays.grown(this.previous, pools + HEADS);
    byte[] sizeClass = Arrays.grown(this.sizeClass, pools);
    short[] blocksInUse = Arrays.grown(this.blocksInUse, pools);
    short[] freeBlock = Arrays.grown(this.freeBlock, pools);
    short[] nextOffset = Arrays.grown(this.nextOffset, pools);
    short[][] nextFreeBlock = Arrays.grown(this.nextFreeBlock, slots);
    this.next = next;
    this.previous = previous;
    this.sizeClass = sizeClass;
    this.blocksInUse = blocksInUse;
    this.freeBlock = freeBlock;
    this.nextOffset = nextOffset;
    this.nextFreeBlock = nextFreeBlock;
  }

  /** The bytes of everything that has been reserved, about. */
  long memoryBytes() {
    return 15L * sizeClass.length + blockBytes;
  }

  /** Makes room for the links of an arena's blocks; allocates, once a slot. */
  void reserveBlocks(int arenaSlot) {
    if (nextFreeBlock[arenaSlot] == null) {
      nextFreeBlock[arenaSlot] = new short[layout.arenaUnits()];
      blockBytes += 2L * layout.arenaUnits();
    }
  }

  /** A used pool of the class, the one that a request takes its block from, or -1. */
  int firstUsed(int ofClass) {
    return next[ofClass] - HEADS;
  }

  /** A pool carved from an arena: from virgin to empty, in no list. */
  void carve(int pool) {
    sizeClass[pool] = NO_CLASS;
    blocksInUse[pool] = 0;
  }

  /** Takes the first free block of a used pool; a pool without another turns full. */
  int takeBlock(int pool) {
    int ofClass = sizeClass[pool];
    blocksInUse[pool]++;
    blocksInUseByClass[ofClass]++;
    int block = freeBlock[pool];
    int following = link(pool, block);
    if (following == NO_BLOCK) {
      following = carveBlock(pool, ofClass);
      if (following == NO_BLOCK) {
        unlink(pool);
      }
    }
    freeBlock[pool] = (short) following;
    return address(pool, block);
  }

  /** Gives an empty pool to a class, and takes the first block from it. */
  int startServing(int pool, int ofClass) {
    linkFirst(pool, ofClass);
    blocksInUse[pool] = 1;
    poolsByClass[ofClass]++;
    blocksInUseByClass[ofClass]++;
    if (sizeClass[pool] == ofClass) {
      int block = freeBlock[pool];
      freeBlock[pool] = (short) link(pool, block);
      return address(pool, block);
    }
    sizeClass[pool] = (byte) ofClass;
    int blockUnits = SizeClass.blockUnits(ofClass);
    int second = PoolLayout.HEADER_UNITS + blockUnits;
    setLink(pool, second, NO_BLOCK);
    freeBlock[pool] = (short) second;
    nextOffset[pool] = (short) (second + blockUnits);
    return address(pool, PoolLayout.HEADER_UNITS);
  }

  /**
   * Puts a block back in front of its pool's free list; a full pool turns used, in front of its
   * class. Returns whether the pool turned empty; it is then in no list.
   */
  boolean putBlock(int address) {
    int pool = layout.poolOf(address);
    int block = layout.offsetInPool(address);
    int ofClass = sizeClass[pool];
    int lastFree = freeBlock[pool];
    setLink(pool, block, lastFree);
    freeBlock[pool] = (short) block;
    blocksInUse[pool]--;
    blocksInUseByClass[ofClass]--;
    if (lastFree == NO_BLOCK) {
      linkFirst(pool, ofClass);
      return false;
    }
    if (blocksInUse[pool] != 0) {
      return false;
    }
    unlink(pool);
    poolsByClass[ofClass]--;
    return true;
  }

  int sizeClassOf(int pool) {
    return sizeClass[pool];
  }

  int blocksInUse(int pool) {
    return blocksInUse[pool];
  }

  /** The pool after an empty one in its arena's list. */
  int nextEmpty(int pool) {
    return next[pool + HEADS];
  }

  void setNextEmpty(int pool, int following) {
    next[pool + HEADS] = following;
  }

  /** Cuts the next block that was never handed out, or returns NO_BLOCK. */
  private int carveBlock(int pool, int ofClass) {
    int blockUnits = SizeClass.blockUnits(ofClass);
    int block = nextOffset[pool];
    if (block + blockUnits > layout.poolUnits()) {
      return NO_BLOCK;
    }
    nextOffset[pool] = (short) (block + blockUnits);
    setLink(pool, block, NO_BLOCK);
    return block;
  }

  private void linkFirst(int pool, int head) {
    int at = pool + HEADS;
    int following = next[head];
    next[at] = following;
    previous[at] = head;
    previous[following] = at;
    next[head] = at;
  }

  private void unlink(int pool) {
    int at = pool + HEADS;
    next[previous[at]] = next[at];
    previous[next[at]] = previous[at];
  }

  private int address(int pool, int block) {
    return (pool << layout.poolShift) + block;
  }

  private int link(int pool, int block) {
    int address = address(pool, block);
    return nextFreeBlock[layout.arenaSlotOf(address)][layout.offsetInArena(address)];
  }

  private void setLink(int pool, int block, int following) {
    int address = address(pool, block);
    nextFreeBlock[layout.arenaSlotOf(address)][layout.offsetInArena(address)] = (short) following;
  }

  /**
   * Checks the lists of the size classes: linked both ways, each pool in it of that class, with a
   * block in use and a free one, and no pool in it twice.
   */
  void validate() {
    for (int head = 0; head < HEADS; head++) {
      int listed = 0;
      int before = head;
      for (int at = next[head]; at != head && listed <= poolsByClass[head]; at = next[at]) {
        int pool = at - HEADS;
        check("previous", pool, before, previous[at]);
        check("size class", pool, head, sizeClass[pool]);
        check("has a block in use", pool, 1, blocksInUse[pool] > 0 ? 1 : 0);
        check("has a free block", pool, 1, freeBlock[pool] != NO_BLOCK ? 1 : 0);
        before = at;
        listed++;
      }
      check("pools listed", head, Math.min(listed, poolsByClass[head]), listed);
    }
  }

  /** How many pools are in the class's list. */
  int listed(int ofClass) {
    int listed = 0;
    for (int at = next[ofClass]; at != ofClass; at = next[at]) {
      listed++;
    }
    return listed;
  }

  /**
   * Checks one pool in use: the blocks carved are those in use plus those on the free list, and
   * each free block is one that was carved. Returns whether it has a free block.
   */
  boolean validate(int pool) {
    int ofClass = sizeClass[pool];
    int blockUnits = SizeClass.blockUnits(ofClass);
    int carved = (nextOffset[pool] - PoolLayout.HEADER_UNITS) / blockUnits;
    int free = 0;
    for (int block = freeBlock[pool];
        block != NO_BLOCK && free <= carved;
        block = link(pool, block)) {
      check("start of a free block", pool, 0, (block - PoolLayout.HEADER_UNITS) % blockUnits);
      check("is carved", pool, 1, block < nextOffset[pool] ? 1 : 0);
      free++;
    }
    check("blocks carved", pool, carved, blocksInUse[pool] + free);
    return free > 0;
  }

  private static void check(String what, int pool, int expected, int actual) {
    Invariant.check("pool", pool, what, expected, actual);
  }
}
