package io.refledger.weave.template;

import java.util.Arrays;

/** The provisional numbers in the constant pool of a class file (JVMS 4.4). */
final class PoolIntegers {
  private static final int COUNT_AT = 8;
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /** The bytes of an entry by its tag, with the tag; 0 for those of other kinds. */
  private static final int[] SIZE = {0, 0, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3};

  private PoolIntegers() {}

  /**
   * Pairs for the constants that are provisional numbers: where the four bytes stand, and which
   * number it is, from 0.
   */
  static int[] of(byte[] classFile) {
    int[] found = new int[16];
    int size = 0;
    int entries = unsigned(classFile, COUNT_AT);
    int at = COUNT_AT + 2;
    for (int entry = 1; entry < entries; entry++) {
      int tag = classFile[at];
      if (tag == INTEGER) {
        int number = integer(classFile, at + 1) - NumberLog.FIRST;
        if (number >= 0 && number < NumberLog.MOST) {
          if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
          }
          found[size++] = at + 1;
          found[size++] = number;
        }
      }
      entry += tag == LONG || tag == DOUBLE ? 1 : 0;
      at += tag == UTF8 ? 3 + unsigned(classFile, at + 1) : size(tag);
    }
    return Arrays.copyOf(found, size);
  }

  private static int size(int tag) {
    int size = tag >= 0 && tag < SIZE.length ? SIZE[tag] : 0;
    if (size == 0) {
      throw new IllegalStateException("constant pool tag " + tag);
    }
    return size;
  }

  private static int unsigned(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static int integer(byte[] bytes, int at) {
    return (unsigned(bytes, at) << 16) | unsigned(bytes, at + 2);
  }

  static void put(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
