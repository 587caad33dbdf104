package io.refledger.weave.file;

import java.util.Arrays;

/** The instructions of a class file that push a number of two bytes (SIPUSH). */
public final class ShortConstants {
  /** JVMS 6.5: the instruction, and what follows it. */
  public static final int SIPUSH = 17;

  private static final int IINC = 132;
  private static final int TABLESWITCH = 170;
  private static final int LOOKUPSWITCH = 171;
  private static final int WIDE = 196;
  private static final int INTEGER_BYTES = 4;

  /** Ranges of opcodes whose instructions are longer than a byte: first, last, bytes. */
  private static final int[] LONGER = {
    16, 16, 2, 17, 17, 3, 18, 18, 2, 19, 20, 3, 21, 25, 2, 54, 58, 2, 132, 132, 3, 153, 168, 3, 169,
    169, 2, 178, 184, 3, 185, 186, 5, 187, 187, 3, 188, 188, 2, 189, 189, 3, 192, 193, 3, 197, 197,
    4, 198, 199, 3, 200, 201, 5
  };

  /** The bytes of an instruction by its opcode, if they do not depend on what follows. */
  private static final byte[] BYTES = new byte[256];

  static {
    Arrays.fill(BYTES, (byte) 1);
    for (int i = 0; i < LONGER.length; i += 3) {
      Arrays.fill(BYTES, LONGER[i], LONGER[i + 1] + 1, (byte) LONGER[i + 2]);
    }
  }

  private ShortConstants() {}

  /**
   * Pairs for the instructions that push a number of {@code first} to {@code first + count - 1}:
   * where they stand, and which of them it is, from 0.
   */
  public static int[] of(byte[] classFile, int first, int count) {
    int[] found = new int[16];
    int size = 0;
    for (int start : MethodCode.starts(classFile)) {
      int end = start == 0 ? 0 : start + MethodCode.length(classFile, start);
      for (int at = start; at < end; at = next(classFile, start, at)) {
        if (classFile[at] != SIPUSH) {
          continue;
        }
        int number = (short) ClassBytes.unsigned(classFile, at + 1) - first;
        if (number >= 0 && number < count) {
          if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
          }
          found[size++] = at;
          found[size++] = number;
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** Where the instruction ends that stands at a place, in code that begins at {@code start}. */
  private static int next(byte[] classFile, int start, int at) {
    int opcode = classFile[at] & 0xff;
    if (opcode == WIDE) {
      return at + ((classFile[at + 1] & 0xff) == IINC ? 6 : 4);
    }
    if (opcode != TABLESWITCH && opcode != LOOKUPSWITCH) {
      return at + BYTES[opcode];
    }
    int operands = start + ((at - start + INTEGER_BYTES) & -INTEGER_BYTES);
    int first = ClassBytes.integer(classFile, operands + INTEGER_BYTES);
    if (opcode == LOOKUPSWITCH) {
      return operands + (2 + 2 * first) * INTEGER_BYTES;
    }
    int last = ClassBytes.integer(classFile, operands + 2 * INTEGER_BYTES);
    return operands + (3 + last - first + 1) * INTEGER_BYTES;
  }
}
