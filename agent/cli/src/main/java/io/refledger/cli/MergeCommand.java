package io.refledger.cli;

import io.refledger.report.ReportMerge;
import io.refledger.report.ReportModel;
import io.refledger.report.json.JsonRendering;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins the reports of many JVMs into one. */
@Command(
    name = "merge",
    description =
        "Joins the reports of many JVMs, such as the shards of a build, into one: findings with "
            + "the same id are one finding, with the objects of all.")
final class MergeCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "REPORT.json|DIR",
      description = "reports, or directories that have some below them")
  private List<Path> given;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.json",
      description = "where to")
  private Path output;

  @Override
  public Integer call() throws CommandException {
    ReportModel merged = ReportMerge.of(ReportFiles.read(given));
    OutputFile.write(output, out -> new JsonRendering().render(merged, out));
    return 0;
  }
}
