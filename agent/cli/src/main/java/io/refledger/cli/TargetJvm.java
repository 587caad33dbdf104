package io.refledger.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/*
 * The agent is loaded once more, with a command in place of options: the JVM runs it to its end. The
 * arguments are in a file, and afterwards the answer is, whose first line is "ok" or "error".
 */
/** The JVM that a command acts on, with the agent in it. */
final class TargetJvm {
  private static final String OK = "ok\n";
  private static final String ERROR = "error\n";

  private final Path jar;

  @Parameters(index = "0", paramLabel = "PID", description = "the process of the JVM")
  private long pid;

  TargetJvm(Path jar) {
    this.jar = jar;
  }

  /**
   * The answer to a command.
   *
   * @throws CommandException if there is no such JVM, no agent in it, or it cannot do it
   */
  String ask(String command, String... arguments) throws CommandException {
    TargetProcess.check(pid);
    try {
      Path file = Files.createTempFile("refledger-answer", ".txt");
      file.toFile().deleteOnExit(); // who interrupts a command leaves nothing behind
      try (BusyLine busy = BusyLine.of(file)) {
        Files.write(file, List.of(arguments));
        busy.begin();
        send("command=" + command + ",answer=" + file);
        return textOf(Files.readString(file));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new CommandException("process " + pid + ": " + e.getMessage(), e);
    }
  }

  /** Whether its process is there. */
  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private void send(String options) throws IOException, CommandException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid));
      try {
        jvm.loadAgent(jar.toString(), options);
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new CommandException("process " + pid + " is no JVM that lets others attach", e);
    } catch (AgentLoadException | AgentInitializationException e) {
      throw new CommandException(
          "process " + pid + " does not let agents in, see -XX:+EnableDynamicAgentLoading", e);
    }
  }

  private String textOf(String answer) throws CommandException {
    if (answer.startsWith(OK)) {
      return answer.substring(OK.length());
    }
    String problem =
        answer.startsWith(ERROR) ? answer.substring(ERROR.length()).strip() : "no answer";
    throw new CommandException("process " + pid + ": " + problem);
  }
}
