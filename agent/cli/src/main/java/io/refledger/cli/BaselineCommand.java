package io.refledger.cli;

import io.refledger.gate.Baseline;
import io.refledger.report.ReportMerge;
import io.refledger.report.ReportModel;
import io.refledger.report.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the findings of today as known ones. */
@Command(
    name = "baseline",
    description =
        "Writes the application's findings of one or many reports as a baseline: a gate tells "
            + "them, and fails on them only when they have more objects than now.")
final class BaselineCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "REPORT.json|DIR",
      description = "reports, or directories that have some below them")
  private List<Path> given;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "where to")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandException {
    ReportModel report = ReportMerge.of(ReportFiles.read(given));
    Baseline baseline = Baseline.of(report.findings());
    OutputFile.write(output, out -> out.write(baseline.text()));
    PrintWriter out = spec.commandLine().getOut();
    out.println("known findings: " + baseline.byId().size());
    if (report.verdict() == Verdict.INCOMPLETE) {
      out.println("not everything was seen: " + String.join("; ", report.incomplete()));
    }
    return 0;
  }
}
