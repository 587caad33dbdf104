package io.refledger.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/*
 * The agent is loaded once more, with a command in place of options: the JVM runs it to its end, and
 * the answer is in a file then, whose first line is "ok" or "error".
 */
/** The agent in another JVM of the same user. */
final class RemoteAgent {
  private static final String OK = "ok\n";
  private static final String ERROR = "error\n";

  private final long pid;
  private final Path jar;

  RemoteAgent(long pid, Path jar) {
    this.pid = pid;
    this.jar = jar;
  }

  /**
   * The answer to a command.
   *
   * @throws CommandException if there is no such JVM, no agent in it, or it cannot do it
   */
  String ask(String command) throws CommandException {
    try {
      Path answer = Files.createTempFile("refledger-answer", ".txt");
      try {
        send("command=" + command + ",answer=" + answer);
        return textOf(Files.readString(answer));
      } finally {
        Files.deleteIfExists(answer);
      }
    } catch (IOException e) {
      throw new CommandException("process " + pid + ": " + e.getMessage(), e);
    }
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
