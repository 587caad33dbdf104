package io.refledger.rt.pool;

/** The size class of a request: index i serves blocks of (i + 1) * 16 bytes. */
public final class SizeClass {

  /** The number of size classes. */
  public static final int COUNT = 32;

  /** The unit of every address and block size, in bytes. */
  public static final int ALIGNMENT_BYTES = 16;

  /** The largest request a block serves, in bytes; a larger one goes to the system allocator. */
  public static final int LARGEST_REQUEST_BYTES = COUNT * ALIGNMENT_BYTES;

  private SizeClass() {}

  /** Whether a block serves the request: 1 to 512 bytes. */
  public static boolean serves(int requestBytes) {
    return requestBytes > 0 && requestBytes <= LARGEST_REQUEST_BYTES;
  }

  /** The index of the class that serves a request of 1 to 512 bytes. */
  public static int of(int requestBytes) {
    return (requestBytes - 1) >>> 4;
  }

  /** The size of a block of the class, in bytes. */
  public static int blockBytes(int sizeClass) {
    return (sizeClass + 1) << 4;
  }

  /** The size of a block of the class, in units of 16 bytes. */
  static int blockUnits(int sizeClass) {
    return sizeClass + 1;
  }
}
