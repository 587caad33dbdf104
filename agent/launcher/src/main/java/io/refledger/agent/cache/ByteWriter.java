package io.refledger.agent.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

/*
 * Runs while classes are woven, so it needs no class of the JDK that may not be there yet: from 21 on
 * data streams use method handles.
 */
/**
 * Bytes that grow: integers of four bytes, most significant first; arrays and strings in UTF-8 with
 * their length before them.
 */
final class ByteWriter {
  static final int NULL = -1;

  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** What was written. */
  byte[] toArray() {
    byte[] exact = new byte[size];
    System.arraycopy(bytes, 0, exact, 0, size);
    return exact;
  }

  void putInteger(int value) {
    room(Integer.BYTES);
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  void putLong(long value) {
    putInteger((int) (value >>> Integer.SIZE));
    putInteger((int) value);
  }

  void putRaw(byte[] from, int start, int length) {
    room(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  void putBytes(byte[] value) {
    putInteger(value.length);
    putRaw(value, 0, value.length);
  }

  void putIntegers(int[] values) {
    putInteger(values.length);
    for (int value : values) {
      putInteger(value);
    }
  }

  /** A string, which may be null. */
  void putText(String text) {
    if (text == null) {
      putInteger(NULL);
    } else {
      putBytes(text.getBytes(UTF_8));
    }
  }

  private void room(int length) {
    if (size + length > bytes.length) {
      byte[] wider = new byte[Math.max(2 * bytes.length, size + length)];
      System.arraycopy(bytes, 0, wider, 0, size);
      bytes = wider;
    }
  }
}
