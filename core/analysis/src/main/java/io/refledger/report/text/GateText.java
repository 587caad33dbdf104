package io.refledger.report.text;

import io.refledger.gate.SuppressionUse;
import io.refledger.leak.Finding;
import io.refledger.report.Gating;
import io.refledger.report.ReportModel;
import java.util.List;

/** What a gate says: why it failed first, the traces of that, then what was excused. */
public final class GateText {
  private static final int MOST_TRACES = 10;

  private GateText() {}

  /** The whole text, for a log. */
  public static String of(ReportModel judged) {
    var text = new TextLines();
    Gating gating = judged.gating();
    List<Finding> failing =
        judged.findings().stream()
            .filter(finding -> gating.reasonFor(finding).isPresent())
            .toList();
    text.line(headline(judged));
    for (Gating.Failure failure : gating.failures()) {
      if (failure.id().isEmpty()) {
        text.line("  - " + failure.reason());
      }
    }
    if (!gating.failsForUnseen()) {
      judged.incomplete().forEach(reason -> text.line("  not everything was seen: " + reason));
    }
    for (Finding finding : failing) {
      text.line("  - " + TraceText.headline(finding) + ": " + gating.reasonFor(finding).get());
    }
    failing.stream().limit(MOST_TRACES).forEach(finding -> TraceText.write(text, finding));
    if (failing.size() > MOST_TRACES) {
      text.line("");
      text.line(failing.size() - MOST_TRACES + " more in full: show REPORT.json --finding ID");
    }
    writeExcused(text, judged);
    return text.toString();
  }

  private static String headline(ReportModel judged) {
    int failures = judged.gating().failures().size();
    return failures == 0 ? "GATE PASSED" : "GATE FAILED: " + Amounts.of(failures, "reason");
  }

  private static void writeExcused(TextLines text, ReportModel judged) {
    List<Finding> findings = judged.findings();
    long known = findings.stream().filter(Finding::isKnown).count();
    long suppressed =
        findings.stream().filter(finding -> finding.suppressedBy().isPresent()).count();
    text.line("");
    text.line(
        Amounts.of(findings.size(), "finding")
            + " in all: "
            + known
            + " known, "
            + suppressed
            + " suppressed");
    for (SuppressionUse use : judged.gating().suppressions()) {
      text.line("suppression " + GatingText.line(use));
    }
    judged
        .gating()
        .gone()
        .forEach(gone -> text.line("in the baseline, not found: " + GatingText.line(gone)));
  }
}
