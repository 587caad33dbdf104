package io.refledger.agent.sink;

import io.refledger.report.OutputDirectory;
import io.refledger.report.Report;
import io.refledger.report.ReportFile;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotWrittenException;
import io.refledger.report.ReportWriter;
import io.refledger.report.progress.Phases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes reports of the running program, one at a time: one that is asked for while another is made
 * waits for it. For any thread with births off.
 */
public final class Reports {
  /** Those that are written line by line. */
  private static final Set<String> SMALL =
      Set.of("report.txt", "report.json", "report.sarif", "TEST-refledger.xml");

  private final Object turn = new Object();
  private final ReportSource source;
  private final OutputDirectory output;
  private final List<ReportFile> atExit;
  private final List<ReportFile> onDemand;

  /**
   * Reports of {@code source}, into {@code output} unless another directory is asked for.
   *
   * @param atExit the files of the last report
   * @param onDemand the files of all others
   */
  public Reports(
      ReportSource source,
      OutputDirectory output,
      List<ReportFile> atExit,
      List<ReportFile> onDemand) {
    this.source = source;
    this.output = output;
    this.atExit = List.copyOf(atExit);
    this.onDemand = List.copyOf(onDemand);
  }

  /** A report and where it is. */
  public record Written(ReportModel model, Path directory, List<Path> files) {}

  /**
   * Writes the report as of now.
   *
   * @throws ReportNotWrittenException if the directory or a file cannot be written
   */
  public Written write(Optional<Path> directory, Phases phases) throws ReportNotWrittenException {
    OutputDirectory to =
        directory.map(asked -> new OutputDirectory(asked, Optional.empty())).orElse(output);
    synchronized (turn) {
      return write(source.report(phases), to, onDemand, phases);
    }
  }

  /**
   * Writes the last report.
   *
   * @throws ReportNotWrittenException if the directory or a file cannot be written
   */
  Written writeLast(Phases phases) throws ReportNotWrittenException {
    synchronized (turn) {
      return write(source.lastReport(phases), output, atExit, phases);
    }
  }

  /**
   * Writes a last report that has the figures alone, in the formats that need least room.
   *
   * @param why there is no more of it, in a sentence
   * @throws ReportNotWrittenException if the directory or a file cannot be written
   */
  Written writeFigures(String why) throws ReportNotWrittenException {
    synchronized (turn) {
      return write(source.figures(why), output, small(), Phases.NONE);
    }
  }

  /**
   * Writes the figures as {@link #writeFigures} would, into a directory that is deleted at once: so
   * all classes that it takes are there when the program has used up the room for classes.
   *
   * @throws IOException if there is no temporary directory; nothing is lost
   */
  void rehearse() throws IOException {
    synchronized (turn) {
      Path directory = Files.createTempDirectory("refledger-rehearsal");
      List<Path> files = List.of();
      try {
        var output = new OutputDirectory(directory, Optional.empty());
        files = write(source.figures("a rehearsal"), output, small(), Phases.NONE).files();
      } finally {
        for (Path file : files) {
          Files.delete(file);
        }
        Files.delete(directory);
      }
    }
  }

  private List<ReportFile> small() {
    List<ReportFile> small = new ArrayList<>();
    for (ReportFile file : atExit) {
      if (SMALL.contains(file.fileName())) {
        small.add(file);
      }
    }
    return small;
  }

  private static Written write(
      Report report, OutputDirectory output, List<ReportFile> contents, Phases phases)
      throws ReportNotWrittenException {
    List<Path> files = new ReportWriter(output, contents).write(report, phases);
    return new Written(report.model(), output.directory(), files);
  }
}
