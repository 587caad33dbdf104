package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads the agent into a running JVM. */
@Command(
    name = "attach",
    description = {
      "Loads the agent into a running JVM (HotSpot, JDK 17 to 25), whose program goes on. Objects that"
          + " exist already are immortal; what code that was running then may hold is foreign, and"
          + " dies when the JVM has collected it.",
      "From JDK 21 on the JVM warns on the program's standard error that an agent was loaded, unless"
          + " it was started with -XX:+EnableDynamicAgentLoading.",
      "A wrong option is one line, and the program goes on without the agent."
    })
final class AttachCommand implements Callable<Integer> {
  @Mixin private final TargetJvm jvm;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "OPTIONS",
      description = "options of the agent, KEY=VALUE or --KEY=VALUE; the README lists the keys")
  private List<String> options = new ArrayList<>();

  @Spec private CommandSpec spec;

  AttachCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    String[] lines = GivenOptions.of(options).lines().toArray(String[]::new);
    PrintWriter out = spec.commandLine().getOut();
    out.print(jvm.ask("attach", lines));
    return 0;
  }
}
