package io.refledger.report.text;

import io.refledger.report.LiveObjects;
import java.util.List;
import java.util.Locale;

/** The tables of live objects. */
final class LiveText {

  private static final int TOP = 20;

  private LiveText() {}

  static void write(TextLines text, LiveObjects live) {
    text.section("LIVE OBJECTS");
    text.line("");
    text.line("By class" + shownOf(live.classes()));
    text.line(header("class"));
    for (var row : top(live.byClass())) {
      text.line(row(row.count(), row.shallowBytes(), row.type()));
    }
    text.line("");
    text.line("By allocation site" + shownOf(live.sites()));
    text.line(header("class  allocated at"));
    for (var row : top(live.bySite())) {
      String at = row.allocatedAt().map(TraceText::withCaller).orElse("unknown site");
      text.line(row(row.count(), row.shallowBytes(), row.type() + "  " + at));
    }
  }

  private static String header(String last) {
    return String.format(Locale.ROOT, "%10s %12s  %s", "objects", "shallow", last);
  }

  private static String row(long count, long bytes, String last) {
    return String.format(Locale.ROOT, "%10d %12s  %s", count, Amounts.bytes(bytes), last);
  }

  private static <T> List<T> top(List<T> rows) {
    return rows.subList(0, Math.min(TOP, rows.size()));
  }

  private static String shownOf(int rows) {
    return rows > TOP ? " (top " + TOP + " of " + rows + ")" : "";
  }
}
