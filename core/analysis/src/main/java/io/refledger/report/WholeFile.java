package io.refledger.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of which a reader never sees half: they are written aside and renamed. */
public final class WholeFile {

  private WholeFile() {}

  /** What writes the content. */
  public interface Content {
    /** Writes all of it. */
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes a file, in place of one that is there; blocks on the file system.
   *
   * @throws IOException if it cannot be written; then what was there is there still
   */
  public static void write(Path file, Content content) throws IOException {
    Path aside = aside(file);
    try {
      try (Writer out = Files.newBufferedWriter(aside)) {
        content.writeTo(out);
      }
      replace(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
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
