package io.refledger.cli;

import io.refledger.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command writes: whole, or not at all. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a file; directories above it are made.
   *
   * @throws CommandException if it cannot be written
   */
  static void write(Path file, WholeFile.Content content) throws CommandException {
    Path whole = file.toAbsolutePath();
    if (whole.getParent() == null || Files.isDirectory(whole)) {
      throw new CommandException(file + ": cannot be written: it is a directory");
    }
    try {
      Files.createDirectories(whole.getParent());
      WholeFile.write(whole, content);
    } catch (IOException e) {
      throw new CommandException(file + ": cannot be written: " + e, e);
    }
  }
}
