package io.refledger.weave.file;

/**
 * Numbers, the constant pool and methods in the bytes of a class file (JVMS 4.1, 4.4, 4.6, 4.7).
 */
public final class ClassBytes {
  /** Where the first entry of the constant pool stands; its number is 1. */
  static final int POOL_AT = 10;

  /** The tag of an integer. */
  private static final int INTEGER = 3;

  private static final int INTEGER_ENTRY = 5;

  private static final int MOST_ENTRIES = 0xffff;

  private static final int COUNT_AT = 8;

  /** The tag of a string. */
  static final int UTF8 = 1;

  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /** Access flags, this class, superclass. */
  private static final int CLASS_HEAD = 6;

  /** Access flags, name, descriptor, number of attributes. */
  static final int MEMBER_HEAD = 8;

  static final int ATTRIBUTES_AT = 6;

  /** Name and length. */
  static final int ATTRIBUTE_HEAD = 6;

  static final int LENGTH_AT = 2;

  /** The bytes of an entry by its tag, with the tag; 0 for those of other kinds. */
  private static final int[] SIZE = {0, 0, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3};

  private ClassBytes() {}

  /** The number of entries that the pool has room for, and one more. */
  public static int entries(byte[] classFile) {
    return unsigned(classFile, COUNT_AT);
  }

  /** Where the entry ends that begins here. */
  static int entryEnd(byte[] classFile, int at) {
    int tag = classFile[at];
    return at + (tag == UTF8 ? 3 + unsigned(classFile, at + 1) : size(tag));
  }

  /** How many entries of the pool one of this tag stands for. */
  static int places(int tag) {
    return tag == LONG || tag == DOUBLE ? 2 : 1;
  }

  /** Whether so many entries can be added. */
  public static boolean hasRoom(byte[] classFile, int added) {
    return entries(classFile) + added <= MOST_ENTRIES;
  }

  /** The class file with more integers at the end of its pool, of which it must have room. */
  public static byte[] withIntegers(byte[] classFile, int[] integers) {
    int end = poolEnd(classFile);
    int added = INTEGER_ENTRY * integers.length;
    byte[] longer = new byte[classFile.length + added];
    System.arraycopy(classFile, 0, longer, 0, end);
    System.arraycopy(classFile, end, longer, end + added, classFile.length - end);
    for (int i = 0; i < integers.length; i++) {
      longer[end + INTEGER_ENTRY * i] = INTEGER;
      put(longer, end + INTEGER_ENTRY * i + 1, integers[i]);
    }
    putUnsigned(longer, COUNT_AT, entries(classFile) + integers.length);
    return longer;
  }

  /** Where the pool ends. */
  static int poolEnd(byte[] classFile) {
    int entries = entries(classFile);
    int at = POOL_AT;
    for (int entry = 1; entry < entries; ) {
      entry += places(classFile[at]);
      at = entryEnd(classFile, at);
    }
    return at;
  }

  private static int size(int tag) {
    int size = tag >= 0 && tag < SIZE.length ? SIZE[tag] : 0;
    if (size == 0) {
      throw new IllegalStateException("constant pool tag " + tag);
    }
    return size;
  }

  /** Where each method begins, and where the last one ends. */
  static int[] methods(byte[] classFile) {
    int interfaces = poolEnd(classFile) + CLASS_HEAD;
    int fields = interfaces + 2 + 2 * unsigned(classFile, interfaces);
    int at = fields + 2;
    for (int left = unsigned(classFile, fields); left > 0; left--) {
      at = memberEnd(classFile, at);
    }
    int[] starts = new int[unsigned(classFile, at) + 1];
    starts[0] = at + 2;
    for (int i = 1; i < starts.length; i++) {
      starts[i] = memberEnd(classFile, starts[i - 1]);
    }
    return starts;
  }

  /** Where the class file ends, behind its own attributes. */
  public static int end(byte[] classFile) {
    int[] starts = methods(classFile);
    int attributes = starts[starts.length - 1];
    int at = attributes + 2;
    for (int left = unsigned(classFile, attributes); left > 0; left--) {
      at += ATTRIBUTE_HEAD + integer(classFile, at + LENGTH_AT);
    }
    return at;
  }

  /** Where the field or method ends that begins here. */
  private static int memberEnd(byte[] classFile, int start) {
    int at = start + MEMBER_HEAD;
    for (int left = unsigned(classFile, start + ATTRIBUTES_AT); left > 0; left--) {
      at += ATTRIBUTE_HEAD + integer(classFile, at + LENGTH_AT);
    }
    return at;
  }

  /** The two bytes at a place. */
  static int unsigned(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  /** The four bytes at a place. */
  static int integer(byte[] bytes, int at) {
    return (unsigned(bytes, at) << 16) | unsigned(bytes, at + 2);
  }

  /** Writes two bytes. */
  public static void putUnsigned(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  /** Writes four bytes. */
  private static void put(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
