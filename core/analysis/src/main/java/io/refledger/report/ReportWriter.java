package io.refledger.report;

import io.refledger.report.progress.Phases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return write(report, Phases.NONE);
  }

  /**
   * As above; {@code phases} is told of each file.
   *
   * @throws ReportNotWrittenException if the directory or a file cannot be written
   */
  public List<Path> write(Report report, Phases phases) throws ReportNotWrittenException {
    List<Path> files = new ArrayList<>();
    if (contents.isEmpty()) {
      return files;
    }
    try {
      Files.createDirectories(output.directory());
      for (ReportFile content : contents) {
        phases.begin("writing " + content.fileName());
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
    WholeFile.writeBytes(file, out -> content.write(report, out));
    return file;
  }

  /** A symbolic link; where the file system has none, a file whose one line is the directory. */
  private static void pointTo(Path directory, Path latest) throws IOException {
    Path target = latest.toAbsolutePath().getParent().relativize(directory.toAbsolutePath());
    Path aside = WholeFile.aside(latest);
    Files.deleteIfExists(aside);
    try {
      Files.createSymbolicLink(aside, target);
    } catch (IOException | UnsupportedOperationException noLinks) {
      Files.writeString(aside, target + System.lineSeparator());
    }
    WholeFile.replace(aside, latest);
  }
}
