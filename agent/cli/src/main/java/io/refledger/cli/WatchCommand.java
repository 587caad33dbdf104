package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins to record the balance of classes in a running JVM. */
@Command(
    name = "watch",
    description =
        "Records the increfs and decrefs of classes in a JVM that has the agent, by call site and "
            + "from now on; its reports have them under BALANCE.")
final class WatchCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Parameters(
      index = "1",
      paramLabel = "PATTERN",
      description = "class names with *, ** and ?, joined by ':'; '!' before those left out")
  private String patterns;

  @Spec private CommandSpec spec;

  WatchCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("watch", patterns));
    return 0;
  }
}
