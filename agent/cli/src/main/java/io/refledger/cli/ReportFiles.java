package io.refledger.cli;

import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotReadException;
import io.refledger.report.json.ReportReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The reports that a command was given: files, and directories with reports in them. */
final class ReportFiles {
  private static final String REPORT = "report.json";

  private ReportFiles() {}

  /**
   * Reads them, each once, whatever ways lead to it: of a directory every {@code report.json} below
   * it. Symbolic links to directories are not followed, so {@code latest} counts nothing twice; one
   * that is named itself is.
   *
   * @throws CommandException if a file cannot be read, or a directory has no report
   */
  static List<ReportModel> read(List<Path> given) throws CommandException {
    List<ReportModel> reports = new ArrayList<>();
    for (Path file : files(given)) {
      try {
        reports.add(ReportReader.read(file));
      } catch (ReportNotReadException e) {
        throw new CommandException(e.getMessage(), e);
      }
    }
    return reports;
  }

  private static Collection<Path> files(List<Path> given) throws CommandException {
    Map<Path, Path> givenByReal = new TreeMap<>();
    for (Path one : given) {
      if (one.toString().isEmpty()) {
        throw new CommandException("the name of a report is empty; give a file or a directory");
      }
      if (Files.isDirectory(one)) {
        for (Path file : below(one)) {
          givenByReal.putIfAbsent(real(file), file);
        }
      } else {
        givenByReal.putIfAbsent(real(one), one);
      }
    }
    return givenByReal.values();
  }

  /** What cannot be resolved is told when it is read. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  private static List<Path> below(Path directory) throws CommandException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory.toRealPath())) {
      files = all.filter(file -> file.endsWith(REPORT) && Files.isRegularFile(file)).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException(directory + ": cannot be looked through: " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new CommandException(
          directory
              + ": no "
              + REPORT
              + " below it; was the program run with the agent, and report=json?");
    }
    return files;
  }
}
