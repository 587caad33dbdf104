package io.refledger.agent.log;

import java.util.Locale;
import org.slf4j.event.Level;

/** The level of the agent's own log. */
public final class LogLevel {
  /** Least level that is written; one number for all loggers, set once at start. */
  private static volatile int threshold = Level.WARN.toInt();

  private LogLevel() {}

  /** Sets the level by its name in lower case; {@code off} writes nothing. */
  public static void set(String name) {
    threshold =
        name.equals("off")
            ? Integer.MAX_VALUE
            : Level.valueOf(name.toUpperCase(Locale.ROOT)).toInt();
  }

  /** Whether stack traces are wanted. */
  static boolean isDebug() {
    return threshold <= Level.DEBUG.toInt();
  }

  static int threshold() {
    return threshold;
  }
}
