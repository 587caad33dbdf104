package io.refledger.agent.command;

import java.nio.file.Files;
import java.nio.file.Path;

/*
 * The command line attaches and loads the agent once more with the options
 *
 *   command=audit,answer=FILE
 *
 * FILE is its own and gets "ok" or "error" and the text, each on a line.
 */
/** Commands from another process. */
public final class Commands {
  private static final String COMMAND = "command=";
  private static final String ANSWER = ",answer=";

  private static volatile Operations operations;

  private Commands() {}

  /** From now on commands go to {@code operations}. */
  public static void serve(Operations operations) {
    Commands.operations = operations;
  }

  /**
   * Does what the options ask for and writes the answer. Never throws: nobody is there to catch.
   *
   * @return what went wrong when no answer could be written, else null
   */
  public static String run(String options) {
    int at = options.indexOf(ANSWER);
    if (at < 0) {
      return "a command needs answer=FILE: " + options;
    }
    String answer;
    try {
      answer = "ok\n" + answerTo(options.substring(COMMAND.length(), at));
    } catch (Throwable e) {
      answer = "error\n" + (e.getMessage() == null ? e.toString() : e.getMessage()) + "\n";
    }
    try {
      Files.writeString(Path.of(options.substring(at + ANSWER.length())), answer);
      return null;
    } catch (Throwable e) {
      return "the answer to a command cannot be written: " + e;
    }
  }

  private static String answerTo(String command) throws Exception {
    Operations asked = operations;
    if (asked == null) {
      throw new IllegalStateException("no RefLedger agent runs there");
    }
    if (command.equals("audit")) {
      return asked.audit();
    }
    throw new IllegalArgumentException("unknown command: " + command);
  }
}
