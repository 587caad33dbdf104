package io.refledger.snapshot;

/**
 * How a JVM lays objects out.
 *
 * @param headerBytes what comes before the fields of an object that is no array
 * @param arrayHeaderBytes what comes before the elements of an array of bytes
 */
public record HeapLayout(int headerBytes, int arrayHeaderBytes, int referenceBytes) {

  /** That of a 64-bit JVM with compressed references and classes. */
  static final HeapLayout USUAL = new HeapLayout(12, 16, 4);

  /** The most elements that an array of this size may have. */
  public int lengthOf(int sizeBytes, int elementBytes) {
    int header = (arrayHeaderBytes + elementBytes - 1) / elementBytes * elementBytes;
    return Math.max(0, (sizeBytes - header) / elementBytes);
  }
}
