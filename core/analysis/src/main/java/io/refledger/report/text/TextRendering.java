package io.refledger.report.text;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Origin;
import io.refledger.report.ReleasedByCollector;
import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.report.RunFacts;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes {@code report.txt}: the verdict first, then findings, then what was not seen. */
public final class TextRendering implements Rendering {

  /** Findings of a section shown in full; the others get one line each. */
  private static final int MOST_IN_FULL = 3;

  @Override
  public String fileName() {
    return "report.txt";
  }

  /** Read this first: the sections in their order. */
  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    var text = new TextLines();
    VerdictText.write(text, model);
    writeFindings(text, model, "APPLICATION LEAK", leaksOf(Origin.APPLICATION));
    writeFindings(text, model, "LIBRARY LEAK", leaksOf(Origin.LIBRARY));
    writeNear(text, model.near());
    writeCycles(text, model);
    GatingText.write(text, model.gating());
    FiguresText.writeNotSeen(text, model.run());
    LiveText.write(text, model.live());
    FiguresText.writeTotals(text, model.run());
    writeReleased(text, model.released());
    BalanceText.write(text, model);
    model.run().pool().ifPresent(pool -> PoolText.write(text, pool));
    writeRun(text, model.run());
    out.write(text.toString());
  }

  private static Predicate<Finding> leaksOf(Origin origin) {
    return finding -> finding.kind() != FindingKind.CYCLE && finding.origin() == origin;
  }

  private static void writeNear(TextLines text, List<String> near) {
    if (!near.isEmpty()) {
      text.section("NEARLY GROWTH");
      near.forEach(text::line);
    }
  }

  private static void writeCycles(TextLines text, ReportModel model) {
    writeFindings(text, model, "CYCLE", finding -> finding.kind() == FindingKind.CYCLE);
    text.line("");
    text.line("Cycles are information: the JVM's own collector takes them.");
    if (model.cyclesInJdk() > 0) {
      text.line(
          Amounts.of(model.cyclesInJdk(), "more object")
              + " in cycles that JDK classes close inside their own structures.");
    }
  }

  private static void writeFindings(
      TextLines text, ReportModel model, String title, Predicate<Finding> which) {
    List<Finding> findings = model.findings().stream().filter(which).toList();
    text.section(Amounts.of(findings.size(), title));
    for (int i = 0; i < findings.size(); i++) {
      if (i < MOST_IN_FULL) {
        TraceText.write(text, findings.get(i));
      } else {
        text.line(TraceText.headline(findings.get(i)));
      }
    }
  }

  private static void writeReleased(TextLines text, List<ReleasedByCollector> released) {
    if (released.isEmpty()) {
      return;
    }
    text.section("WHAT THE JVM'S COLLECTOR RELEASES");
    for (ReleasedByCollector row : released) {
      String at = row.allocatedAt().map(TraceText::withCaller).orElse("unknown site");
      text.line(row.count() + " " + row.type() + "  allocated at " + at);
    }
  }

  private static void writeRun(TextLines text, RunFacts run) {
    text.section("RUN");
    text.line(run.tool().name() + " " + run.tool().version());
    text.line("JVM " + run.jvm().version() + ", pid " + run.jvm().pid());
    text.line("Command: " + run.jvm().command());
    new TreeMap<>(run.options()).forEach((key, value) -> text.line(key + "=" + value));
  }
}
