package io.refledger.rt.pool;

/** Primitive arrays that grow: {@code java.util.Arrays} is woven, and hooks must not call it. */
final class Arrays {

  private Arrays() {}

  static byte[] grown(byte[] from, int length) {
    byte[] to = new byte[length];
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }

  static short[] grown(short[] from, int length) {
    short[] to = new short[length];
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }

  static short[][] grown(short[][] from, int length) {
    short[][] to = new short[length][];
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }

  static int[] grown(int[] from, int length) {
    int[] to = new int[length];
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }
}
