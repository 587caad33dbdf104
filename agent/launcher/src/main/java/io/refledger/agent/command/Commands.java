package io.refledger.agent.command;

import io.refledger.report.progress.Phases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/*
 * The command line attaches and loads the agent once more with the options
 *
 *   command=report,answer=FILE
 *
 * FILE is its own. It has the arguments of the command, one a line, and gets "ok" or "error" and the
 * text, each on a line; until then, "busy" and the phase that has begun.
 */
/** Commands from another process. */
public final class Commands {
  private static final String COMMAND = "command=";
  private static final String ANSWER = ",answer=";
  private static final int FEED_ARGUMENTS = 3;

  /** Why nothing is there to be asked. */
  public static final String DETACHED =
      "RefLedger was detached from this JVM, which takes it once; restart the program to attach again";

  private static volatile Operations operations;
  private static final AtomicBoolean HAS_LEFT = new AtomicBoolean();

  private Commands() {}

  /** From now on commands go to {@code operations}. */
  public static void serve(Operations operations) {
    Commands.operations = operations;
  }

  /** From now on commands get the answer that nobody is there; false if that is so already. */
  public static boolean detach() {
    operations = null;
    return HAS_LEFT.compareAndSet(false, true);
  }

  /**
   * Does what the options ask for and writes the answer. Never throws: nobody is there to catch.
   *
   * @return what went wrong when no answer could be written, else null
   */
  public static String run(String options) {
    Operations asked = operations;
    // A path born here would be the program's, and held by code that is not woven.
    long state = asked == null ? 0 : asked.enter();
    try {
      return run(options, asked);
    } finally {
      if (asked != null && !HAS_LEFT.get()) {
        asked.leave(state);
      }
    }
  }

  private static String run(String options, Operations asked) {
    int at = options.indexOf(ANSWER);
    if (at < 0) {
      return "a command needs answer=FILE: " + options;
    }
    try {
      Path file = Path.of(options.substring(at + ANSWER.length()));
      Files.writeString(file, answer(options.substring(COMMAND.length(), at), file, asked));
      return null;
    } catch (Throwable e) {
      return "the answer to a command cannot be written: " + e;
    }
  }

  private static String answer(String command, Path file, Operations asked) {
    try {
      if (asked == null) {
        throw new IllegalStateException(
            HAS_LEFT.get() ? DETACHED : "no RefLedger agent runs there; attach PID loads it");
      }
      return "ok\n" + answerTo(command, Files.readAllLines(file), asked, phasesTo(file));
    } catch (Throwable e) {
      return "error\n" + oneLine(e.getMessage() == null ? e.toString() : e.getMessage()) + "\n";
    }
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  private static String answerTo(
      String command, List<String> arguments, Operations asked, Phases phases) throws Exception {
    return switch (command) {
      case "audit" -> asked.audit(phases);
      case "attach" ->
          throw new IllegalStateException(
              "the agent is there already; status, report and detach ask it");
      case "collect" -> found(asked.collect());
      case "detach" -> asked.detach(phases);
      case "freeze" -> frozen(asked.freeze());
      case "report" -> asked.report(arguments.stream().findFirst().map(Path::of), phases);
      case "status" -> asked.status(phases);
      case "top" -> feed(arguments, asked);
      case "watch" -> asked.watch(String.join(":", arguments));
      default -> throw new IllegalArgumentException("unknown command: " + command);
    };
  }

  /** The arguments are a directory, the process that reads there, and milliseconds. */
  private static String feed(List<String> arguments, Operations asked) {
    if (arguments.size() != FEED_ARGUMENTS) {
      throw new IllegalArgumentException(
          "top needs DIRECTORY PID MILLISECONDS, has " + arguments.size() + " arguments");
    }
    asked.feed(
        Path.of(arguments.get(0)),
        Long.parseLong(arguments.get(1)),
        Duration.ofMillis(Long.parseLong(arguments.get(2))));
    return "";
  }

  private static Phases phasesTo(Path file) {
    return phase -> {
      try {
        Files.writeString(file, "busy\n" + phase + "\n");
      } catch (IOException e) {
        // Whoever asked waits without being told.
      }
    };
  }

  private static String frozen(Operations.Frozen done) {
    return found(done.collected()) + "objects frozen: " + done.frozen() + "\n";
  }

  private static String found(int unreachable) {
    return "unreachable objects found: " + unreachable + "\n";
  }
}
