package io.refledger.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reports so that a reader never sees half a file: aside first, then renamed. At the end
 * {@code latest} points to the directory.
 */
public final class ReportWriter {

  private final OutputDirectory output;
  private final List<ReportFile> contents;

  public ReportWriter(OutputDirectory output, List<ReportFile> contents) {
    this.output = output;
    this.contents = List.copyOf(contents);
  }

  /**
   * Writes every file, replacing those of an earlier call; blocks on the file system. Returns the
   * files written.
   *
   * @throws ReportNotWrittenException if the directory or a file cannot be written
   */
  public List<Path> write(Report report) throws ReportNotWrittenException {
    List<Path> files = new ArrayList<>();
    if (contents.isEmpty()) {
      return files;
    }
    try {
      Files.createDirectories(output.directory());
      for (ReportFile content : contents) {
        files.add(writeWhole(content, report));
      }
      if (output.latest().isPresent()) {
        pointTo(output.directory(), output.latest().get());
      }
    } catch (IOException e) {
      throw new ReportNotWrittenException(output, e);
    }
    return files;
  }

  private Path writeWhole(ReportFile content, Report report) throws IOException {
    Path file = output.directory().resolve(content.fileName());
    Path aside = aside(file);
    try {
      try (Writer out = Files.newBufferedWriter(aside)) {
        content.write(report, out);
      }
      replace(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
    return file;
  }

  /** A symbolic link; where the file system has none, a file whose one line is the directory. */
  private static void pointTo(Path directory, Path latest) throws IOException {
    Path target = latest.toAbsolutePath().getParent().relativize(directory.toAbsolutePath());
    Path aside = aside(latest);
    Files.deleteIfExists(aside);
    try {
      Files.createSymbolicLink(aside, target);
    } catch (IOException | UnsupportedOperationException noLinks) {
      Files.writeString(aside, target + System.lineSeparator());
    }
    replace(aside, latest);
  }

  private static Path aside(Path file) {
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    return file.resolveSibling(name);
  }

  private static void replace(Path aside, Path file) throws IOException {
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
