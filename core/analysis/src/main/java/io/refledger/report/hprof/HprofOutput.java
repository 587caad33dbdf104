package io.refledger.report.hprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/*
 * A record's length comes before it. Of most the length is known; a segment of the heap is collected in
 * the buffer, and its length filled in when the next record does not fit. What is larger than the
 * buffer is a segment of its own, and streams through. So no length comes near the four bytes that it
 * has: the ledger's sizes are ints, and an array of references takes twice as much here as there.
 *
 * Nothing of java.io but the stream itself is used: in a woven JVM each byte would be a woven call.
 */
/** A file in the binary format. For one thread. */
final class HprofOutput {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int HEADER_BYTES = 1 + 4 + 4;
  private static final int NONE = -1;

  private final OutputStream out;
  private final byte[] buffer;
  private int size;

  /** Where the header of the open segment is in the buffer, which is not drained meanwhile. */
  private int segment = NONE;

  HprofOutput(OutputStream out) {
    this(out, BUFFER_BYTES);
  }

  /** With a buffer of some size. */
  HprofOutput(OutputStream out, int bufferBytes) {
    this.out = out;
    buffer = new byte[bufferBytes];
  }

  /** Begins the file. Its time is 0: a report tells no time. */
  void begin() throws IOException {
    bytes(HprofFormat.MAGIC.getBytes(UTF_8), HprofFormat.MAGIC.length());
    u1(0);
    u4(HprofFormat.ID_BYTES);
    u8(0);
  }

  /** Begins a record of that many bytes. */
  void record(int tag, int bytes) throws IOException {
    closeSegment();
    header(tag, bytes);
  }

  /**
   * Begins a record of the heap of that many bytes, its tag too, in the open segment or a new one.
   */
  void heapRecord(int tag, long bytes) throws IOException {
    if (segment != NONE && size + bytes > buffer.length) {
      closeSegment();
    }
    if (segment == NONE) {
      if (size + HEADER_BYTES + bytes > buffer.length) {
        drain();
      }
      int start = size;
      header(HprofFormat.HEAP_DUMP_SEGMENT, (int) bytes);
      segment = size + bytes > buffer.length ? NONE : start;
    }
    u1(tag);
  }

  /** Ends the file; it stays open. */
  void end() throws IOException {
    record(HprofFormat.HEAP_DUMP_END, 0);
    drain();
    out.flush();
  }

  private void header(int tag, int bytes) throws IOException {
    u1(tag);
    u4(0);
    u4(bytes);
  }

  private void closeSegment() throws IOException {
    if (segment != NONE) {
      int end = size;
      size = segment + 1 + 4;
      u4(end - segment - HEADER_BYTES);
      size = end;
      segment = NONE;
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  private void room(int bytes) throws IOException {
    if (size + bytes > buffer.length) {
      drain();
    }
  }

  void u1(int value) throws IOException {
    room(1);
    buffer[size++] = (byte) value;
  }

  void u2(int value) throws IOException {
    u1(value >> 8);
    u1(value);
  }

  void u4(int value) throws IOException {
    u2(value >> 16);
    u2(value);
  }

  void u8(long value) throws IOException {
    u4((int) (value >> 32));
    u4((int) value);
  }

  void bytes(byte[] bytes, int count) throws IOException {
    for (int from = 0; from < count; ) {
      room(1);
      int now = Math.min(count - from, buffer.length - size);
      System.arraycopy(bytes, from, buffer, size, now);
      size += now;
      from += now;
    }
  }

  void zeros(long count) throws IOException {
    for (long left = count; left > 0; ) {
      room(1);
      int now = (int) Math.min(left, buffer.length - size);
      Arrays.fill(buffer, size, size + now, (byte) 0);
      size += now;
      left -= now;
    }
  }
}
