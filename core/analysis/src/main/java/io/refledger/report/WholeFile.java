package io.refledger.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of which a reader never sees half: they are written aside and renamed. */
public final class WholeFile {
  private static final Path OPEN_HERE = Path.of("/proc");

  private WholeFile() {}

  /** What writes the content. */
  public interface Content {
    /** Writes all of it. */
    void writeTo(Writer out) throws IOException;
  }

  /** What writes the bytes of a file. */
  public interface Bytes {
    /** Writes all of them; the stream has no buffer. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file of text, in UTF-8, in place of one that is there; blocks on the file system.
   *
   * @throws IOException if it cannot be written; then what was there is there still
   */
  public static void write(Path file, Content content) throws IOException {
    writeBytes(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
          content.writeTo(text);
          text.flush();
        });
  }

  /**
   * Writes a file, in place of one that is there; blocks on the file system. What is no file, such
   * as {@code /dev/stdout}, is written to as it is.
   *
   * @throws IOException if it cannot be written; then what was there is there still
   */
  public static void writeBytes(Path file, Bytes content) throws IOException {
    if (isStream(file)) {
      try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
        content.writeTo(out);
      }
      return;
    }
    Path aside = aside(file);
    try {
      // Not of a channel: that needs direct memory, and the program may have used up all of it.
      try (OutputStream out = new FileOutputStream(aside.toFile())) {
        content.writeTo(out);
      }
      replace(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** A device, a pipe, or a name for what this process has open. */
  private static boolean isStream(Path file) throws IOException {
    boolean isOpenHere =
        Files.isSymbolicLink(file) && Files.readSymbolicLink(file).startsWith(OPEN_HERE);
    return isOpenHere
        || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
  }

  /** Where something is written before it takes its place; two processes have two. */
  static Path aside(Path file) {
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    return file.resolveSibling(name);
  }

  /** Puts what was written aside in its place, which may have a file or a link, no directory. */
  static void replace(Path aside, Path file) throws IOException {
    if (Files.isDirectory(file) && !Files.isSymbolicLink(file)) {
      throw new FileSystemException(file.toString(), null, "it is a directory");
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
