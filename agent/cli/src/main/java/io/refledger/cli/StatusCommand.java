package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells how the ledger of a running JVM stands. */
@Command(
    name = "status",
    description =
        "Tells, on one screen, how the ledger of a JVM that has the agent stands: verdict, "
            + "totals, generations, frozen objects, memory, options. Runs a full collection first.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Spec private CommandSpec spec;

  StatusCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("status"));
    return 0;
  }
}
