package io.refledger.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar refledger-agent.jar COMMAND}. */
@Command(
    name = "java -jar refledger-agent.jar",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Reference counting for the JVM: works on JVMs that run with the RefLedger agent, and on "
            + "the reports that they write.")
public final class CommandLineTool implements Runnable {
  private static final int WRONG_USAGE = 2;
  private static final int OUR_BUG = 3;
  private static final String BUG = "bug in RefLedger: ";
  private static final String NO_MEMORY =
      "the input needs more memory than this JVM has, give java a larger -Xmx: ";
  private static final String DASHES = "--";

  @Spec private CommandSpec spec;

  private CommandLineTool() {}

  /**
   * Runs a command; problems are one line on standard error.
   *
   * @param jar the agent's jar, which is loaded into other JVMs
   * @return the exit status: 0, 1 if a gate failed, 2 for wrong usage or unreadable input, 3 for a
   *     bug of ours
   */
  public static int run(Path jar, String version, String... arguments) {
    List<String> words = List.of(arguments);
    int dashes = words.isEmpty() || !words.get(0).equals("run") ? -1 : words.indexOf(DASHES);
    CommandLine tool =
        tool(
            jar,
            dashes < 0 ? Optional.empty() : Optional.of(words.subList(dashes + 1, words.size())));
    addHelp(tool, version);
    tool.getSubcommands().values().forEach(command -> addHelp(command, version));
    tool.setExpandAtFiles(false); // a file may be called so
    // As the reports are, whatever the system's encoding.
    tool.setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8));
    tool.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    tool.setParameterExceptionHandler((problem, given) -> wrongUsage(problem));
    tool.setExecutionExceptionHandler((problem, command, parsed) -> failed(problem, command));
    List<String> own = dashes < 0 ? words : words.subList(0, dashes);
    int status = execute(tool, own.toArray(String[]::new));
    tool.getOut().flush();
    return status;
  }

  /** The tool; {@code javaArguments} is what stands behind the dashes of {@code run}. */
  private static CommandLine tool(Path jar, Optional<List<String>> javaArguments) {
    CommandLine tool = new CommandLine(new CommandLineTool());
    List.of(
            new RunCommand(jar, System.getenv(), javaArguments),
            new AttachCommand(jar),
            new DetachCommand(jar),
            new StatusCommand(jar),
            new TopCommand(jar),
            new CollectCommand(jar),
            new FreezeCommand(jar),
            new WatchCommand(jar),
            new ReportCommand(jar),
            new AuditCommand(jar),
            new ShowCommand(),
            new DiffCommand(),
            new GateCommand(),
            new BaselineCommand(),
            new MergeCommand())
        .forEach(tool::addSubcommand);
    // An option of the agent may have dashes.
    for (String command : List.of("run", "attach")) {
      tool.getSubcommands().get(command).setUnmatchedOptionsArePositionalParams(true);
    }
    return tool;
  }

  private static int execute(CommandLine tool, String... arguments) {
    try {
      return tool.execute(arguments);
    } catch (Error e) { // 1 would say that a gate failed
      boolean isMemory = e instanceof OutOfMemoryError;
      tell(tool, isMemory ? NO_MEMORY + e.getMessage() : BUG + e);
      return isMemory ? WRONG_USAGE : OUR_BUG;
    }
  }

  /** Writes one line, whatever stands in names and values that it quotes. */
  private static void tell(CommandLine command, String text) {
    var line = new StringBuilder("refledger: ");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    command.getErr().println(line);
  }

  private static void addHelp(CommandLine command, String version) {
    command.getCommandSpec().mixinStandardHelpOptions(true).version("RefLedger " + version);
  }

  private static int wrongUsage(ParameterException problem) {
    tell(problem.getCommandLine(), problem.getMessage() + "; --help tells the usage");
    return WRONG_USAGE;
  }

  private static int failed(Exception problem, CommandLine command) {
    boolean isKnown = problem instanceof CommandException;
    tell(command, isKnown ? problem.getMessage() : BUG + problem);
    return isKnown ? WRONG_USAGE : OUR_BUG;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
