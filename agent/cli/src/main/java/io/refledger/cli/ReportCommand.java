package io.refledger.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running JVM write its reports now. */
@Command(
    name = "report",
    description =
        "Has a JVM that has the agent write its reports now, in the formats of its option report, "
            + "and prints the verdict and the files.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "where to (default: the directory of the agent's option output)")
  private Optional<Path> directory;

  @Spec private CommandSpec spec;

  ReportCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    String[] arguments =
        directory.map(path -> path.toAbsolutePath().normalize().toString()).stream()
            .toArray(String[]::new);
    spec.commandLine().getOut().print(jvm.ask("report", arguments));
    return 0;
  }
}
