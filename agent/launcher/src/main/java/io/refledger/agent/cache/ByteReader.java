package io.refledger.agent.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads what a {@link ByteWriter} wrote. */
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  int position() {
    return at;
  }

  void skip(int length) {
    at += length;
  }

  int integer() {
    int value =
        (bytes[at] << 24)
            | ((bytes[at + 1] & 0xff) << 16)
            | ((bytes[at + 2] & 0xff) << 8)
            | (bytes[at + 3] & 0xff);
    at += Integer.BYTES;
    return value;
  }

  long longInteger() {
    long high = integer();
    return (high << Integer.SIZE) | (integer() & 0xffffffffL);
  }

  byte[] bytes() {
    byte[] value = new byte[integer()];
    System.arraycopy(bytes, at, value, 0, value.length);
    at += value.length;
    return value;
  }

  int[] integers() {
    int[] values = new int[integer()];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer();
    }
    return values;
  }

  /** A string, or null. */
  String text() {
    int length = integer();
    if (length == ByteWriter.NULL) {
      return null;
    }
    String text = new String(bytes, at, length, UTF_8);
    at += length;
    return text;
  }
}
