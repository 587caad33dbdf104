package io.refledger.agent;

import io.refledger.snapshot.Attachment;
import java.util.List;
import java.util.Optional;

/** How the agent came into a running program. Written once, before the first report. */
final class Attached {
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int FIRST_THAT_WARNS = 21;
  private static final String NO_WARNING = "-XX:+EnableDynamicAgentLoading";

  private boolean isDone;
  private long millis;
  private long longestStopMillis;
  private int methods;

  /** Everything is woven. */
  void done(long nanos, long longestStopMillis, int methods) {
    this.millis = nanos / NANOS_PER_MILLI;
    this.longestStopMillis = longestStopMillis;
    this.methods = methods;
    isDone = true;
  }

  /** For the report; empty if the agent was there from the start. */
  Optional<Attachment> facts() {
    return isDone
        ? Optional.of(new Attachment(millis, longestStopMillis, methods))
        : Optional.empty();
  }

  /** For who asked for it. */
  String text(int classesWoven) {
    String text =
        "RefLedger is in this JVM. Objects that were there before are immortal.\n"
            + "classes woven: "
            + classesWoven
            + " in "
            + millis
            + " ms, longest stop "
            + longestStopMillis
            + " ms\n"
            + "methods with frames from before: "
            + methods
            + "\n";
    return warns() ? text + warning() : text;
  }

  private static boolean warns() {
    return Runtime.version().feature() >= FIRST_THAT_WARNS
        && !List.of(JavaLang.arguments()).contains(NO_WARNING);
  }

  private static String warning() {
    return "The JVM has warned on the program's standard error that an agent was loaded, as it may for"
        + " every command; with "
        + NO_WARNING
        + " at the program's start, which run adds, it does not.\n";
  }
}
