package io.refledger.cli;

import io.refledger.report.ReportDiff;
import io.refledger.report.ReportNotReadException;
import io.refledger.report.json.ReportReader;
import io.refledger.report.text.DiffText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what became of the findings of one report in a later one. */
@Command(
    name = "diff",
    description =
        "Tells which findings of the later report are new, gone, grown or shrunk, and which totals "
            + "changed much. Findings are the same if their id is.")
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A.json", description = "the earlier report, as JSON")
  private Path before;

  @Parameters(index = "1", paramLabel = "B.json", description = "the later report, as JSON")
  private Path after;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandException {
    try {
      ReportDiff diff = ReportDiff.of(ReportReader.read(before), ReportReader.read(after));
      spec.commandLine().getOut().print(DiffText.of(diff));
      return 0;
    } catch (ReportNotReadException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }
}
