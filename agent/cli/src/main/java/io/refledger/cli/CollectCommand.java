package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a full collection of the ledger of a running JVM. */
@Command(
    name = "collect",
    description =
        "Runs a full collection of the ledger of a JVM that has the agent, and tells how many "
            + "unreachable objects it found. The JVM's own collector is not asked to do anything.")
final class CollectCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Spec private CommandSpec spec;

  CollectCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("collect"));
    return 0;
  }
}
