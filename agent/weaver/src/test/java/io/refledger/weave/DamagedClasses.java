package io.refledger.weave;

import io.refledger.weave.flow.HoldPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.analysis.Analyzer;

/** Real class files with something wrong in them, as a random source has it. */
final class DamagedClasses {
  private static final List<byte[]> WHOLE =
      List.of(
          bytesOf(ClassReader.class),
          bytesOf(Analyzer.class),
          bytesOf(Samples.class),
          bytesOf(HoldPlan.class),
          bytesOf(Weaver.class));

  private static final int[] WORDS = {0, 1, 2, 0x7f, 0xff, 0x100, 0x7fff, 0x8000, 0xffff};

  private final Random random;

  DamagedClasses(Random random) {
    this.random = random;
  }

  /** The bytes of a class file with so many damages. */
  byte[] next(int damages) {
    byte[] bytes = WHOLE.get(random.nextInt(WHOLE.size())).clone();
    for (int i = 0; i < damages; i++) {
      bytes = damaged(bytes);
    }
    return bytes;
  }

  private byte[] damaged(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(20)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
      }
      case 2 -> System.arraycopy(bytes, at, bytes, random.nextInt(at + 1), bytes.length - at);
      case 3, 4, 5, 6 -> putWord(bytes, at);
      case 7, 8, 9 -> bytes[at] = (byte) random.nextInt();
      default -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return bytes;
  }

  /** Lengths, counts and places in the pool are words. */
  private void putWord(byte[] bytes, int at) {
    int word = WORDS[random.nextInt(WORDS.length)];
    if (at + 1 < bytes.length) {
      bytes[at] = (byte) (word >>> Byte.SIZE);
      bytes[at + 1] = (byte) word;
    }
  }

  private static byte[] bytesOf(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
