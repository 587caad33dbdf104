package io.refledger.cli;

import io.refledger.leak.Finding;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotReadException;
import io.refledger.report.dot.FindingDot;
import io.refledger.report.json.ReportReader;
import io.refledger.report.text.FindingText;
import io.refledger.report.text.TextRendering;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a report, or one finding of it. */
@Command(name = "show", description = "Prints a report as text, or one of its findings in full.")
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "REPORT.json", description = "the report, as JSON")
  private Path file;

  @Option(
      names = "--finding",
      paramLabel = "ID",
      description = "the finding to print; the beginning of its id will do")
  private Optional<String> id;

  @Option(
      names = "--dot",
      description = "prints the finding as a graph for Graphviz: what holds it, and where stored")
  private boolean isDot;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandException, IOException {
    if (isDot && id.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--dot needs --finding");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      ReportModel report = ReportReader.read(file);
      if (id.isPresent()) {
        Finding finding = finding(report, id.get());
        out.print(isDot ? FindingDot.of(finding) : FindingText.of(finding, report));
      } else {
        new TextRendering().render(report, out);
      }
      return 0;
    } catch (ReportNotReadException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private Finding finding(ReportModel report, String id) throws CommandException {
    List<Finding> meant =
        report.findings().stream().filter(finding -> finding.id().startsWith(id)).toList();
    if (meant.isEmpty()) {
      throw new CommandException(
          file + ": no finding begins with " + id + ", there are " + report.findings().size());
    }
    if (meant.size() > 1) {
      throw new CommandException(
          file + ": " + meant.size() + " findings begin with " + id + ", give more of the id");
    }
    return meant.get(0);
  }
}
