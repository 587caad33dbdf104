package io.refledger.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the ledger of a running JVM with that JVM's own heap. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Compares the ledger of a JVM that has the agent with its heap. Its threads wait meanwhile, "
            + "and the JVM writes a heap dump to its temporary directory.")
final class AuditCommand implements Callable<Integer> {
  private final Path jar;

  @Parameters(paramLabel = "PID", description = "the process of the JVM")
  private long pid;

  @Spec private CommandSpec spec;

  AuditCommand(Path jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws CommandException {
    spec.commandLine().getOut().print(new RemoteAgent(pid, jar).ask("audit"));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
