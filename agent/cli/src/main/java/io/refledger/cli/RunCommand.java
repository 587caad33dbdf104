package io.refledger.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/*
 * The options that it adds come before the user's, who so has the last word:
 *
 *   -XX:-DontCompileHugeMethods       methods that weaving makes large are compiled all the same, so
 *                                     that none needs a region: all die at their statements
 *   -XX:+EnableDynamicAgentLoading    the JVM does not warn each time that a command asks the agent
 */
/** Starts java with the agent. */
@Command(
    name = "run",
    customSynopsis = "java -jar refledger-agent.jar run [-hV] [OPTIONS] -- JAVA-ARGS...",
    description = {
      "Starts java, of JAVA_HOME or else of this JVM, with the agent as the last one on its command"
          + " line and the set-up that suits it best. Input, output, signals and the exit status are"
          + " the program's.",
      "Example: run gate=resource -- -Xmx1g -jar app.jar"
    })
final class RunCommand implements Callable<Integer> {
  private static final String JAVA_HOME = "JAVA_HOME";
  private static final List<String> SETUP =
      List.of("-XX:-DontCompileHugeMethods", "-XX:+EnableDynamicAgentLoading");

  private final Path jar;
  private final Map<String, String> environment;

  /** What stands behind the dashes; empty if there are none. */
  private final Optional<List<String>> javaArguments;

  @Parameters(
      arity = "0..*",
      paramLabel = "OPTIONS",
      description = "options of the agent, KEY=VALUE or --KEY=VALUE; the README lists the keys")
  private List<String> options = new ArrayList<>();

  @Spec private CommandSpec spec;

  RunCommand(Path jar, Map<String, String> environment, Optional<List<String>> javaArguments) {
    this.jar = jar;
    this.environment = environment;
    this.javaArguments = javaArguments;
  }

  @Override
  public Integer call() throws CommandException {
    List<String> command = command();
    try {
      return ChildProcess.run(command);
    } catch (IOException e) {
      throw new CommandException(command.get(0) + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** The whole command line of the program. */
  List<String> command() throws CommandException {
    List<String> arguments =
        javaArguments.orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "-- is missing before the arguments of java"));
    if (arguments.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "the arguments of java are missing behind --");
    }
    List<String> first = new ArrayList<>(SETUP);
    StringBuilder agent = new StringBuilder("-javaagent:").append(jar);
    char separator = '=';
    for (String option : GivenOptions.of(options).lines()) {
      if (option.indexOf(',') >= 0) { // would end the option
        first.add("-Drefledger." + option);
      } else {
        agent.append(separator).append(option);
        separator = ',';
      }
    }
    List<String> command = new ArrayList<>(List.of(java().toString()));
    command.addAll(JavaArguments.with(first, agent.toString(), arguments));
    return command;
  }

  private Path java() throws CommandException {
    String home = environment.getOrDefault(JAVA_HOME, "");
    boolean isGiven = !home.isEmpty();
    Path bin = Path.of(isGiven ? home : System.getProperty("java.home"), "bin");
    Path java = bin.resolve(File.separatorChar == '\\' ? "java.exe" : "java");
    if (!Files.isExecutable(java)) {
      throw new CommandException(
          (isGiven ? JAVA_HOME + "=" + home + ": " : "")
              + "there is no "
              + java
              + "; set JAVA_HOME to a JDK 17 to 25");
    }
    return java;
  }
}
