package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes the agent out of a running JVM. */
@Command(
    name = "detach",
    description =
        "Takes the agent out of a JVM whose program goes on: writes the last report (unless"
            + " report=none), stops tracking, gives classes their own code back and the ledger's"
            + " memory. A JVM takes the agent once: it cannot be attached again.")
final class DetachCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Spec private CommandSpec spec;

  DetachCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("detach"));
    return 0;
  }
}
