package io.refledger.rt;

import static io.refledger.rt.Vm.U;

/**
 * How this JVM lays objects out, measured on objects of our own. Sizes in the ledger follow it.
 *
 * @param headerBytes the header of an object that is no array: 12 with compressed class pointers,
 *     16 without, 8 with compact headers
 * @param alignmentBytes what sizes are rounded up to; 0 when there is no {@link SizeOracle} to ask
 * @param referenceBytes 4 with compressed references, 8 without
 * @param arrayHeaderBytes what comes before the elements of an array of bytes
 */
public record ObjectLayout(
    int headerBytes, int alignmentBytes, int referenceBytes, int arrayHeaderBytes) {

  /** The JVM allows no larger one. */
  private static final int LARGEST_ALIGNMENT = 256;

  /** The layout; allocates, and is to be called with births turned off. */
  public static ObjectLayout measured() {
    return new ObjectLayout(
        (int) U.objectFieldOffset(OneByte.class, "value"),
        alignmentBytes(Installation.sizeOracle()),
        1 << Vm.ARRAY_SHIFT,
        (int) Vm.BYTE_BASE);
  }

  /** The first step by which arrays of more and more bytes grow. */
  private static int alignmentBytes(SizeOracle oracle) {
    if (oracle == null) {
      return 0;
    }
    int step = 0;
    long smallest = oracle.sizeOf(new byte[0]);
    for (int length = 1; length <= LARGEST_ALIGNMENT && step == 0; length++) {
      step = (int) (oracle.sizeOf(new byte[length]) - smallest);
    }
    return step;
  }

  /** A header, and a field that goes right behind it. */
  private static final class OneByte {
    @SuppressWarnings("unused") // Its offset is what is asked for.
    byte value;
  }
}
