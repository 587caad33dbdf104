package io.refledger.cli;

import io.refledger.report.text.Amounts;
import io.refledger.report.text.OneLine;
import io.refledger.report.top.TopFigures;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PoolStats;
import io.refledger.snapshot.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Figures as lines of text. */
final class TopText {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int MOST_POOLS = 4;

  private final TopFigures now;

  private TopText(TopFigures now) {
    this.now = now;
  }

  /** The figures in so many lines at most, classes last; no line ends in blanks. */
  static List<String> of(TopFigures now, int mostLines) {
    var text = new TopText(now);
    List<String> lines = new ArrayList<>();
    lines.add(text.head());
    lines.addAll(text.totals());
    lines.addAll(text.generations());
    lines.addAll(text.pools());
    lines.add("");
    lines.add(String.format("%12s %10s %10s %10s  CLASS", "LIVE", "SIZE", "GROWN", "PER S"));
    for (TopFigures.LiveClass each : now.classes()) {
      lines.add(text.line(each));
    }
    return lines.subList(0, Math.min(mostLines, lines.size())).stream()
        .map(OneLine::of)
        .map(String::stripTrailing)
        .toList();
  }

  private String head() {
    long seconds = now.upMillis() / (long) MILLIS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "refledger top  pid %d  up %d:%02d:%02d  ledger %s of %s  %s",
        now.pid(),
        seconds / SECONDS_PER_HOUR,
        seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE,
        seconds % SECONDS_PER_MINUTE,
        Amounts.bytes(now.usedBytes()),
        Amounts.bytes(now.mostBytes()),
        now.command());
  }

  private List<String> totals() {
    Totals totals = now.totals();
    return List.of(
        String.format(
            Locale.ROOT,
            "live %,d, %s  allocated %,d  stores %,d",
            totals.live(),
            Amounts.bytes(totals.liveBytes()),
            totals.allocated(),
            totals.stores()),
        String.format(
            Locale.ROOT,
            "freed by count %,d  by the cycle detector %,d  immortal %,d  foreign %,d",
            totals.freedByCount(),
            totals.freedByCollector(),
            totals.immortal(),
            totals.foreign()));
  }

  private List<String> generations() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < now.generations().size(); i++) {
      GenerationStats generation = now.generations().get(i);
      parts.add(
          String.format(
              Locale.ROOT,
              "%d: %,d freed %,d",
              i,
              generation.collections(),
              generation.collected()));
    }
    return List.of(
        "collections of generation " + String.join("  ", parts),
        String.format(
            Locale.ROOT,
            "threads stopped %,d times, longest %,d us",
            now.pauses().count(),
            now.pauses().maxMicros()));
  }

  private List<String> pools() {
    List<String> lines = new ArrayList<>();
    for (PoolStats pool : now.pool()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "pools %s: arenas %d, at most %d  in use %s  free %s",
              pool.config(),
              pool.arenasCurrent(),
              pool.arenasHighwater(),
              Amounts.bytes(pool.bytesInUse()),
              Amounts.bytes(pool.bytesAvailable())));
      lines.add("blocks" + largest(pool));
    }
    return lines;
  }

  /** The size classes with most bytes in use. */
  private static String largest(PoolStats pool) {
    Comparator<PoolStats.SizeClassStats> byBytes =
        Comparator.comparingLong(each -> (long) each.inUse() * each.blockBytes());
    var text = new StringBuilder();
    pool.classes().stream()
        .sorted(byBytes.reversed())
        .limit(MOST_POOLS)
        .forEach(
            each ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  %d B: %,d of %,d",
                        each.blockBytes(),
                        each.inUse(),
                        each.inUse() + each.free())));
    return text.toString();
  }

  private String line(TopFigures.LiveClass each) {
    String perSecond =
        now.intervalMillis() == 0
            ? "-"
            : String.format(
                Locale.ROOT,
                "%+.1f",
                each.grownLately() * MILLIS_PER_SECOND / now.intervalMillis());
    return String.format(
        Locale.ROOT,
        "%,12d %10s %+,10d %10s  %s",
        each.count(),
        Amounts.bytes(each.bytes()),
        each.grown(),
        perSecond,
        each.name());
  }
}
