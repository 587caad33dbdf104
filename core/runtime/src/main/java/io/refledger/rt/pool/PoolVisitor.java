package io.refledger.rt.pool;

/** Receives the arenas and pools of a simulator as they stood at one instant. */
public interface PoolVisitor {

  /**
   * An arena that is allocated. Arenas come in order of birth, each followed by its pools in use.
   *
   * @param arena how many arenas were allocated before it
   */
  void arena(int arena, int freePools);

  /** A pool in use: at least one of its blocks is. */
  void pool(int arena, int pool, int sizeClass, int blocksInUse);
}
