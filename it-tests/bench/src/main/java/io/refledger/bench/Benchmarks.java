package io.refledger.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/*
 * JMH has no way to start the forks of some benchmarks with a path that is known only now. So there
 * are two runs, which share the command line and the file of results: one whose forks have the
 * runtime on the boot class path, where its @ForceInline and @DontInline count, and one whose forks
 * have the agent.
 */
/**
 * JMH's command line, for forks that find the runtime or the agent. The agent's jar is {@code
 * -Dbench.agent=JAR}, else that of the build that this jar stands in.
 */
public final class Benchmarks {
  private static final String AGENT_PROPERTY = "bench.agent";
  private static final String AGENT_IN_BUILD = "../../agent/target/refledger-agent.jar";
  private static final String WOVEN = "\\.Woven";
  private static final String NOT_WOVEN = "^(?!.*\\.Woven)";
  private static final String AGENT_OPTIONS = "report=none,log=error,interval=0";
  private static final int WRONG_USAGE = 2;

  private static final List<String> INTERNALS =
      List.of(
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.access=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.vm.annotation=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.ref=ALL-UNNAMED");

  private final CommandLineOptions commandLine;
  private final Path agent;
  private final Collection<RunResult> results = new ArrayList<>();

  private Benchmarks(CommandLineOptions commandLine, Path agent) {
    this.commandLine = commandLine;
    this.agent = agent;
  }

  /** Runs what the arguments say, JMH's own; {@code -h} lists them. */
  public static void main(String[] arguments) throws Exception {
    try {
      CommandLineOptions commandLine = new CommandLineOptions(arguments);
      if (isQuestion(commandLine)) {
        Main.main(arguments);
      } else {
        new Benchmarks(commandLine, agent()).run();
      }
    } catch (CommandLineOptionException | IllegalStateException | RunnerException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USAGE);
    }
  }

  private static boolean isQuestion(CommandLineOptions commandLine) {
    return commandLine.shouldHelp()
        || commandLine.shouldList()
        || commandLine.shouldListWithParams()
        || commandLine.shouldListProfilers()
        || commandLine.shouldListResultFormats();
  }

  private static Path agent() throws URISyntaxException {
    String given = System.getProperty(AGENT_PROPERTY);
    Path here =
        Path.of(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path agent = given == null ? here.resolveSibling(AGENT_IN_BUILD).normalize() : Path.of(given);
    if (!Files.isRegularFile(agent)) {
      throw new IllegalStateException(
          "no agent at " + agent + "; build it, or name its jar by -D" + AGENT_PROPERTY);
    }
    return agent.toAbsolutePath();
  }

  private void run() throws RunnerException {
    List<String> withRuntime = new ArrayList<>(INTERNALS);
    withRuntime.add("-Xbootclasspath/a:" + agent);
    withRuntime.add("-Xshare:off"); // else the JVM warns of the longer boot class path
    boolean hasRun = run(WOVEN, withRuntime);
    hasRun |= run(NOT_WOVEN, List.of("-javaagent:" + agent + "=" + AGENT_OPTIONS));
    if (!hasRun) {
      throw new IllegalStateException("no benchmark of that name: -l lists them");
    }
    writeResults();
  }

  /** Whether there was anything to run. */
  private boolean run(String exclude, List<String> jvmArguments) throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder().parent(commandLine).exclude(exclude);
    commandLine.getExcludes().forEach(options::exclude);
    List<String> appended = new ArrayList<>(jvmArguments);
    appended.addAll(commandLine.getJvmArgsAppend().orElse(List.of()));
    options.jvmArgsAppend(appended.toArray(new String[0]));
    try {
      results.addAll(new Runner(options.build()).run());
      return true;
    } catch (NoBenchmarksException e) {
      return false;
    }
  }

  /** Each run of JMH's has written its own results alone. */
  private void writeResults() {
    if (commandLine.getResultFormat().hasValue() || commandLine.getResult().hasValue()) {
      ResultFormatType type = commandLine.getResultFormat().orElse(Defaults.RESULT_FORMAT);
      String byDefault =
          Defaults.RESULT_FILE_PREFIX + "." + type.toString().toLowerCase(Locale.ROOT);
      ResultFormatFactory.getInstance(type, commandLine.getResult().orElse(byDefault))
          .writeOut(results);
    }
  }
}
