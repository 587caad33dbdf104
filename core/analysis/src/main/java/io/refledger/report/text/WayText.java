package io.refledger.report.text;

import io.refledger.leak.ClassNames;
import io.refledger.leak.HolderName;
import io.refledger.leak.ShownStep;
import io.refledger.leak.ShownSteps;
import io.refledger.leak.Way;
import java.util.List;

/** A way by which the objects of a finding are held besides its path. */
final class WayText {
  private static final String THREAD = "thread ";

  private WayText() {}

  /** One line: {@code 40 also held through Recent.list, stored at Recent.add(Recent.java:7)}. */
  static String line(Way way) {
    List<ShownStep> path = ShownSteps.of(way.path());
    String stored =
        path.get(path.size() - 1)
            .storedAt()
            .map(at -> ", stored at " + TraceText.withCaller(at))
            .orElse("");
    return way.count() + " also held through " + through(path) + stored;
  }

  /** One line: {@code held for the Table "HISTORY" of Schema.tables}. */
  static String line(HolderName holder) {
    return "held for the "
        + ClassNames.simple(holder.type())
        + " \""
        + holder.name()
        + "\" of "
        + TraceText.shown("", holder.map());
  }

  /** The last field on the way that the JDK does not declare; the root's if there is none. */
  private static String through(List<ShownStep> path) {
    ShownStep telling = path.get(0);
    for (ShownStep step : path) {
      telling = step.isField() && !ClassNames.isJdk(step.reference()) ? step : telling;
    }
    String reference = TraceText.shown(telling.referrer(), telling.reference());
    return telling.referrer().startsWith(THREAD)
        ? telling.referrer() + "'s " + reference
        : reference;
  }

  /** The path in full. */
  static void write(TextLines text, Way way) {
    text.line("");
    text.line(way.count() + " also held in this way:");
    text.line("┬───");
    text.line("│ Root: " + TraceText.root(way.path()));
    text.line("│");
    TraceText.writeSteps(text, way.path());
  }
}
