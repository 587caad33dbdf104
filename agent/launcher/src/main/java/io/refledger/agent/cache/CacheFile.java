package io.refledger.agent.cache;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/*
 *   8 bytes   magic and version
 *   8         CRC-32 of all that follows
 *   4         number of records
 *   records   key (8), length (4), then so many bytes
 *
 * A file is written under another name and then moved to its own: who has it open keeps the old one, and
 * of two JVMs that write at once the later one wins. It is mapped, so that it takes no heap, and read
 * without a lock, which would be held while the JDK loads classes to read with.
 */
/** Records by a number. */
final class CacheFile {
  private static final long MAGIC = 0x5265664C_43616301L;
  private static final int CRC_AT = 8;
  private static final int COUNT_AT = 16;
  private static final int RECORDS_AT = 20;
  private static final int RECORD_HEAD = 12;

  private final ByteBuffer content;

  /** Where the bytes of a record begin; in the order of the file. */
  private final Map<Long, Integer> placeByKey;

  private CacheFile(ByteBuffer content, Map<Long, Integer> placeByKey) {
    this.content = content;
    this.placeByKey = placeByKey;
  }

  static CacheFile empty() {
    return new CacheFile(ByteBuffer.allocate(0), new LinkedHashMap<>());
  }

  /**
   * The file as it is; empty if there is none.
   *
   * @throws IOException if it cannot be read, or is damaged
   */
  static CacheFile read(File path) throws IOException {
    if (!path.isFile()) {
      return empty();
    }
    ByteBuffer content;
    try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
      content = file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length());
    }
    if (content.capacity() < RECORDS_AT
        || content.getLong(0) != MAGIC
        || content.getLong(CRC_AT) != checksum(content)) {
      throw new IOException("damaged");
    }
    Map<Long, Integer> places = new LinkedHashMap<>();
    int at = RECORDS_AT;
    for (int record = content.getInt(COUNT_AT); record > 0; record--) {
      places.put(content.getLong(at), at + RECORD_HEAD);
      at += RECORD_HEAD + content.getInt(at + Long.BYTES);
    }
    return new CacheFile(content, places);
  }

  private static long checksum(ByteBuffer content) {
    CRC32 crc = new CRC32();
    crc.update(content.duplicate().position(COUNT_AT));
    return crc.getValue();
  }

  boolean isEmpty() {
    return placeByKey.isEmpty();
  }

  /** The bytes of a record; null if there is none. */
  byte[] record(long key) {
    Integer place = placeByKey.get(key);
    if (place == null) {
      return null;
    }
    byte[] bytes = new byte[content.getInt(place - Integer.BYTES)];
    content.get(place, bytes);
    return bytes;
  }

  Iterable<Long> keys() {
    return placeByKey.keySet();
  }

  /** Writes a file, which is there as a whole or not at all. For one use; to be closed. */
  static final class Writer implements AutoCloseable {
    private final File path;
    private final File temporary;
    private final OutputStream out;
    private final CRC32 crc = new CRC32();

    Writer(File path) throws IOException {
      this.path = path;
      this.temporary = new File(path.getPath() + "." + ProcessHandle.current().pid());
      this.out = new FileOutputStream(temporary);
    }

    /** Says how many records there will be. */
    void begin(int count) throws IOException {
      ByteWriter head = new ByteWriter(RECORDS_AT);
      head.putLong(MAGIC);
      head.putLong(0);
      out.write(head.toArray());
      ByteWriter number = new ByteWriter(Integer.BYTES);
      number.putInteger(count);
      put(number.toArray());
    }

    void record(long key, byte[] bytes) throws IOException {
      ByteWriter head = new ByteWriter(RECORD_HEAD);
      head.putLong(key);
      head.putInteger(bytes.length);
      put(head.toArray());
      put(bytes);
    }

    private void put(byte[] bytes) throws IOException {
      out.write(bytes);
      crc.update(bytes);
    }

    /** Puts the file in the place of an older one. */
    void finish() throws IOException {
      out.close();
      ByteWriter sum = new ByteWriter(Long.BYTES);
      sum.putLong(crc.getValue());
      try (RandomAccessFile file = new RandomAccessFile(temporary, "rw")) {
        file.seek(CRC_AT);
        file.write(sum.toArray());
      }
      if (!temporary.renameTo(path)) {
        throw new IOException("cannot be renamed from " + temporary.getName());
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (temporary.exists() && !temporary.delete()) {
        throw new IOException("cannot delete " + temporary);
      }
    }
  }
}
