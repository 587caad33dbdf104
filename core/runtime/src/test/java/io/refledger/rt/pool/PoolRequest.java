package io.refledger.rt.pool;

/** A step of a random program against a {@link PoolSimulator}. */
sealed interface PoolRequest {

  /** Asks for so many blocks of one size. */
  record Allocate(int count, int requestBytes) implements PoolRequest {}

  /**
   * Frees live blocks, oldest first.
   *
   * @param from the first one, in thousandths of those alive
   * @param count at most so many
   * @param step 1: one behind the other; n: each n-th
   */
  record Free(int from, int count, int step) implements PoolRequest {}

  /**
   * Resizes a live block.
   *
   * @param which in thousandths of those alive
   */
  record Reallocate(int which, int requestBytes) implements PoolRequest {}
}
