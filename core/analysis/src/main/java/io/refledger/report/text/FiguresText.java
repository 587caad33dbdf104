package io.refledger.report.text;

import io.refledger.report.RunFacts;
import io.refledger.snapshot.Attachment;
import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import java.util.Locale;

/** Totals, generations, and the limits of the measurement. */
final class FiguresText {

  private static final int MOST_SKIPPED = 20;

  private FiguresText() {}

  static void writeTotals(TextLines text, RunFacts run) {
    text.section("TOTALS");
    writeSums(text, run);
  }

  /** What the ledger added up so far, and what each generation's collections did. */
  static void writeSums(TextLines text, RunFacts run) {
    Totals totals = run.totals();
    text.figure("objects allocated", totals.allocated());
    text.figure("freed by count", totals.freedByCount());
    text.figure("freed by the cycle detector", totals.freedByCollector());
    text.figure("live", totals.live());
    text.figure("pending", totals.pending());
    text.figure("references stored", totals.stores());
    int index = 0;
    for (GenerationStats generation : run.generations()) {
      text.line(
          String.format(
              Locale.ROOT,
              "generation %d: %d collections, %d collected, %d uncollectable",
              index++,
              generation.collections(),
              generation.collected(),
              generation.uncollectable()));
    }
    text.line(pauses(run.pauses()));
  }

  private static String pauses(PauseStats pauses) {
    return String.format(
        Locale.ROOT,
        "threads stopped %d times: median %d us, 99 %% within %d us, longest %d us",
        pauses.count(),
        pauses.p50Micros(),
        pauses.p99Micros(),
        pauses.maxMicros());
  }

  static void writeNotSeen(TextLines text, RunFacts run) {
    Totals totals = run.totals();
    Coverage coverage = run.coverage();
    text.section("NOT SEEN");
    text.figure("immortal objects", totals.immortal());
    text.figure("foreign objects", totals.foreign());
    text.figure("revivals, weak", totals.revivedWeak());
    text.figure("revivals, other", totals.revived());
    text.figure("underflows", totals.underflows());
    text.figure("classes woven", coverage.classesWoven());
    writeSkipped(text, "classes not woven", coverage.classesSkipped());
    writeSkipped(text, "methods not woven", coverage.methodsSkipped());
    text.figure("methods grown past inlining", coverage.inlining().methods());
    coverage.attachment().ifPresent(attachment -> writeAttachment(text, attachment));
    if (run.audit().isPresent()) {
      text.line("");
      AuditText.write(run.audit().get(), text);
    }
  }

  private static void writeAttachment(TextLines text, Attachment attachment) {
    text.figure("attached within, ms", attachment.millis());
    text.figure("  longest stop, ms", attachment.longestStopMillis());
    text.figure("  methods with old frames", attachment.methods());
  }

  private static void writeSkipped(TextLines text, String label, List<Coverage.Skipped> skipped) {
    text.figure(label, skipped.size());
    for (Coverage.Skipped one : skipped.subList(0, Math.min(MOST_SKIPPED, skipped.size()))) {
      text.line("  " + one.name() + ": " + one.reason());
    }
    if (skipped.size() > MOST_SKIPPED) {
      text.line("  and " + (skipped.size() - MOST_SKIPPED) + " more, see report.json");
    }
  }
}
