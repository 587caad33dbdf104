package io.refledger.demo;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The fault: a reader on a file is dropped without being closed.
 *
 * <p>Expected: one {@code RESOURCE}, a {@code java.io.BufferedReader} allocated in {@code
 * Stream.open} and dropped in {@code Stream.firstLine}, which wraps an {@code InputStreamReader}
 * and a {@code FileInputStream}.
 */
public final class Stream {
  private static final int READS = 5;

  private Stream() {}

  /** Reads a line several times; with the argument {@code fixed} each reader is closed. */
  public static void main(String[] arguments) throws IOException {
    boolean isFixed = List.of(arguments).contains("fixed");
    Path file = Files.createTempFile("refledger-demo", ".txt");
    try {
      Files.writeString(file, "first\nsecond\n");
      for (int read = 1; read <= READS; read++) {
        System.out.println(read + ": " + (isFixed ? firstLineClosed(file) : firstLine(file)));
      }
    } finally {
      Files.delete(file);
    }
    System.out.println(isFixed ? "closed " + READS + " readers" : "closed no reader");
  }

  private static String firstLine(Path file) throws IOException {
    BufferedReader reader = open(file);
    return reader.readLine();
  }

  private static String firstLineClosed(Path file) throws IOException {
    try (BufferedReader reader = open(file)) {
      return reader.readLine();
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(file.toFile()), StandardCharsets.UTF_8));
  }
}
