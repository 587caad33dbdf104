package io.refledger.agent.sink;

/*
 * In pieces: one large array would need a region of its own under some collectors, and be the first
 * for which there is no room.
 */
/** Room on the Java heap that is kept for a report when the program has left none. */
final class Reserve {
  private static final int PIECE_BYTES = 1 << 16;
  private static final long MOST_BYTES = 4 << 20;
  private static final int SHARE_OF_HEAP = 32;

  /** Held, and never read. */
  @SuppressWarnings("unused")
  private byte[][] pieces;

  private Reserve(byte[][] pieces) {
    this.pieces = pieces;
  }

  /** A thirty-second part of the heap, and no more than 4 MiB. */
  static Reserve make() {
    long bytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    return new Reserve(new byte[(int) (bytes / PIECE_BYTES)][PIECE_BYTES]);
  }

  /** Gives the room back. */
  void release() {
    pieces = null;
  }
}
