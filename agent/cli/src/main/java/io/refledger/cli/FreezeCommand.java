package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Freezes the objects of a running JVM. */
@Command(
    name = "freeze",
    description =
        "Makes everything that lives in a JVM that has the agent the baseline: after a full "
            + "collection all objects of the ledger are frozen, as by gc.freeze(), and growth is judged "
            + "by what is born from now on.")
final class FreezeCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Spec private CommandSpec spec;

  FreezeCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("freeze"));
    return 0;
  }
}
