package io.refledger.weave.template;

import io.refledger.weave.file.ClassBytes;
import java.util.Arrays;

/** The provisional numbers in the constant pool of a class file. */
final class PoolIntegers {
  private PoolIntegers() {}

  /**
   * Pairs for the constants that are provisional numbers: where the four bytes stand, and which
   * number it is, from 0.
   */
  static int[] of(byte[] classFile) {
    int[] found = new int[16];
    int size = 0;
    int entries = ClassBytes.entries(classFile);
    int at = ClassBytes.POOL_AT;
    for (int entry = 1; entry < entries; ) {
      int tag = classFile[at];
      if (tag == ClassBytes.INTEGER) {
        int number = ClassBytes.integer(classFile, at + 1) - NumberLog.FIRST;
        if (number >= 0 && number < NumberLog.MOST) {
          if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
          }
          found[size++] = at + 1;
          found[size++] = number;
        }
      }
      entry += ClassBytes.places(tag);
      at = ClassBytes.entryEnd(classFile, at);
    }
    return Arrays.copyOf(found, size);
  }
}
