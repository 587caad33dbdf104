package io.refledger.api.spi;

/** Receives references. */
@FunctionalInterface
public interface ReferenceSink {
  /**
   * A reference.
   *
   * @param referrer serial, 0 for a static field
   * @param reference "Declaring.Class#field", or "[i]" for an element
   * @param index reference index in the referrer
   * @param storeContext where it was stored, 0 when unknown
   */
  void reference(long referrer, String reference, int index, int storeContext);
}
