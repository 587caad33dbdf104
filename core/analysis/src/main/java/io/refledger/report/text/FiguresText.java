package io.refledger.report.text;

import io.refledger.report.Audit;
import io.refledger.report.ReportModel;
import io.refledger.report.RunFacts;
import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import java.util.Locale;

/** Totals, generations, and the limits of the measurement. */
final class FiguresText {

  private static final int MOST_SKIPPED = 20;

  private FiguresText() {}

  static void writeTotals(TextLines text, ReportModel model) {
    Totals totals = model.run().totals();
    text.section("TOTALS");
    figure(text, "objects allocated", totals.allocated());
    figure(text, "freed by count", totals.freedByCount());
    figure(text, "freed by the cycle detector", totals.freedByCollector());
    figure(text, "live", totals.live());
    figure(text, "pending", totals.pending());
    figure(text, "references stored", totals.stores());
    int index = 0;
    for (GenerationStats generation : model.run().generations()) {
      text.line(
          String.format(
              Locale.ROOT,
              "generation %d: %d collections, %d collected, %d uncollectable",
              index++,
              generation.collections(),
              generation.collected(),
              generation.uncollectable()));
    }
  }

  static void writeNotSeen(TextLines text, RunFacts run) {
    Totals totals = run.totals();
    Coverage coverage = run.coverage();
    text.section("NOT SEEN");
    figure(text, "immortal objects", totals.immortal());
    figure(text, "foreign objects", totals.foreign());
    figure(text, "revivals, weak", totals.revivedWeak());
    figure(text, "revivals, other", totals.revived());
    figure(text, "underflows", totals.underflows());
    figure(text, "classes woven", coverage.classesWoven());
    writeSkipped(text, "classes not woven", coverage.classesSkipped());
    writeSkipped(text, "methods not woven", coverage.methodsSkipped());
    run.audit().ifPresent(audit -> writeAudit(text, audit));
  }

  private static void writeSkipped(TextLines text, String label, List<Coverage.Skipped> skipped) {
    figure(text, label, skipped.size());
    for (Coverage.Skipped one : skipped.subList(0, Math.min(MOST_SKIPPED, skipped.size()))) {
      text.line("  " + one.name() + ": " + one.reason());
    }
    if (skipped.size() > MOST_SKIPPED) {
      text.line("  and " + (skipped.size() - MOST_SKIPPED) + " more, see report.json");
    }
  }

  private static void writeAudit(TextLines text, Audit audit) {
    text.line("");
    text.line("AGREEMENT WITH THE JVM'S HEAP");
    figure(text, "objects in both", audit.objects());
    figure(text, "dead here, in the heap", audit.early());
    figure(text, "live here, not in the heap", audit.late());
    figure(text, "references compared", audit.edges());
    figure(text, "references that differ", audit.wrong());
    figure(text, "not judged: held by frames", audit.excluded().frames());
    figure(text, "  below immortal objects", audit.excluded().immortal());
    figure(text, "  below foreign objects", audit.excluded().foreign());
    figure(text, "  references the JVM writes", audit.excluded().vm());
    audit.worst().forEach(line -> text.line("  " + line));
  }

  private static void figure(TextLines text, String label, long value) {
    text.line(String.format(Locale.ROOT, "%-28s %12d", label, value));
  }
}
