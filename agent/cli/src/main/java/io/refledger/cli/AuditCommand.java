package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares the ledger of a running JVM with that JVM's own heap. */
@Command(
    name = "audit",
    description =
        "Compares the ledger of a JVM that has the agent with its heap. Its threads wait meanwhile, "
            + "and the JVM writes a heap dump to its temporary directory.")
final class AuditCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Spec private CommandSpec spec;

  AuditCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("audit"));
    return 0;
  }
}
