package io.refledger.agent.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.refledger.weave.template.WovenTemplate;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A record is the class file as the agent received it, its methods in order, then the template. The
 * key only finds it: what counts is that the class files are equal, byte for byte, as another agent may
 * have changed the class before. No lambdas, as in all that runs before the program; and while a class
 * is woven nothing of the JDK that it did not load long ago: see decision 16.
 */
/** Woven templates by the class file that they were made of. Never throws. Thread-safe. */
public final class WovenCache {
  static final String PREFIX = "woven-";

  private static final Logger LOG = LoggerFactory.getLogger(WovenCache.class);

  /** What waits to be saved takes no more of the heap. */
  private static final long MOST_PENDING_BYTES =
      Math.min(48 << 20, Runtime.getRuntime().maxMemory() / 8);

  /** A file takes no more: then what this run had no use for goes. */
  private static final long MOST_FILE_BYTES = 128 << 20;

  /** Null if nothing is kept. */
  private final File path;

  private final CacheFile file;

  /** Guarded by this. */
  private final Map<Long, byte[]> pending = new HashMap<>();

  private final Set<Long> used = new HashSet<>();
  private long pendingBytes;

  private WovenCache(File path, CacheFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * The cache that the user chose, for this agent, JVM and options.
   *
   * @param choice on, off, or a directory
   * @param identity everything but the class file that what is woven depends on
   */
  public static WovenCache of(String choice, String identity) {
    if (choice.equals("off")) {
      return new WovenCache(null, CacheFile.empty());
    }
    boolean isUsual = choice.equals("on");
    File directory = isUsual ? CacheDirectory.usual() : new File(choice);
    File file = new File(directory, PREFIX + name(identity) + ".cache");
    try {
      CacheDirectory.prepare(directory);
      CacheDirectory.prune(directory, file);
    } catch (IOException | RuntimeException e) {
      if (isUsual) {
        LOG.debug("no cache in {}: {}", directory, e.toString());
      } else {
        LOG.warn(
            "cache={}: cannot be used ({}), classes are woven anew; allowed is on, off, or a directory",
            directory,
            e.toString());
      }
      return new WovenCache(null, CacheFile.empty());
    }
    return in(file);
  }

  /** Sixteen digits: no two identities on a machine have the same. */
  private static String name(String identity) {
    String backwards = new StringBuilder(identity).reverse().toString();
    long number = (crc(identity.getBytes(UTF_8)) << Integer.SIZE) | crc(backwards.getBytes(UTF_8));
    String digits = Long.toHexString(number);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /** The cache in a file, which need not be there, in a directory that is. */
  static WovenCache in(File path) {
    return new WovenCache(path, onDisk(path));
  }

  private static CacheFile onDisk(File path) {
    try {
      return CacheFile.read(path);
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} is made anew: {}", path, e.toString());
      return CacheFile.empty();
    }
  }

  /** Whether an earlier run has left something. */
  public boolean isWarm() {
    return !file.isEmpty();
  }

  /** Whether anything is kept. */
  public boolean isOn() {
    return path != null;
  }

  /** What was made of this class file in an earlier run. */
  public Optional<WovenTemplate> find(byte[] classFile) {
    long key = key(classFile);
    byte[] record = file.record(key);
    if (record == null) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(record, 0);
    int length = in.integer();
    if (length != classFile.length
        || !Arrays.equals(record, in.position(), in.position() + length, classFile, 0, length)) {
      return Optional.empty();
    }
    in.skip(length);
    WovenTemplate template = TemplateCoding.decode(in);
    synchronized (this) {
      used.add(key);
    }
    return Optional.of(template);
  }

  /** Keeps what was made of a class file until it is saved. */
  public void add(byte[] classFile, WovenTemplate template) {
    ByteWriter record = new ByteWriter(3 * (classFile.length + template.classFile().length));
    record.putBytes(classFile);
    TemplateCoding.encode(template, record);
    synchronized (this) {
      if (pendingBytes + record.size() <= MOST_PENDING_BYTES) {
        pending.put(key(classFile), record.toArray());
        pendingBytes += record.size();
      }
    }
  }

  /**
   * Does what {@link #add} and {@link #find} do, and keeps nothing: after this, the classes that
   * they need are loaded.
   */
  public WovenTemplate rehearse(byte[] classFile, WovenTemplate template) {
    find(classFile);
    ByteWriter record = new ByteWriter(classFile.length);
    TemplateCoding.encode(template, record);
    return TemplateCoding.decode(new ByteReader(record.toArray(), 0));
  }

  private static long key(byte[] classFile) {
    return (crc(classFile) << Integer.SIZE) | classFile.length;
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Writes what was added to what the file has by now, as another JVM may have written. */
  public void save() {
    Map<Long, byte[]> added;
    Set<Long> needed;
    synchronized (this) {
      added = new HashMap<>(pending);
      needed = new HashSet<>(used);
      pending.clear();
      pendingBytes = 0;
    }
    if (added.isEmpty() || path == null) {
      return;
    }
    CacheFile before = onDisk(path);
    boolean isFull = path.length() > MOST_FILE_BYTES;
    Set<Long> kept = new HashSet<>();
    for (long key : before.keys()) {
      if (!added.containsKey(key) && (!isFull || needed.contains(key))) {
        kept.add(key);
      }
    }
    try (CacheFile.Writer out = new CacheFile.Writer(path)) {
      out.begin(kept.size() + added.size());
      for (long key : kept) {
        out.record(key, before.record(key));
      }
      for (Map.Entry<Long, byte[]> record : added.entrySet()) {
        out.record(record.getKey(), record.getValue());
      }
      out.finish();
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      LOG.debug("{} is not kept: {}", path, e.toString());
    }
  }
}
