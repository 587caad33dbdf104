package io.refledger.report.text;

import io.refledger.leak.Finding;
import io.refledger.report.ReportDiff;
import java.util.List;
import java.util.Locale;

/** What two reports differ in. */
public final class DiffText {
  private DiffText() {}

  /** The verdicts, then findings that are new, gone, grown, shrunk, then totals. */
  public static String of(ReportDiff diff) {
    var text = new TextLines();
    text.line("VERDICT: " + arrow(diff.before().word(), diff.after().word()));
    text.line(summary(diff));
    writeFindings(text, diff.added(), "NEW");
    writeFindings(text, diff.gone(), "GONE");
    writeChanges(text, diff.grown(), "GROWN");
    writeChanges(text, diff.shrunk(), "SHRUNK");
    writeTotals(text, diff.totals());
    return text.toString();
  }

  private static String summary(ReportDiff diff) {
    return "Findings: "
        + diff.added().size()
        + " new, "
        + diff.gone().size()
        + " gone, "
        + diff.grown().size()
        + " grown, "
        + diff.shrunk().size()
        + " shrunk, "
        + diff.same()
        + " as before.";
  }

  private static void writeFindings(TextLines text, List<Finding> findings, String title) {
    if (findings.isEmpty()) {
      return;
    }
    text.section(findings.size() + " " + title);
    for (Finding finding : findings) {
      TraceText.write(text, finding);
    }
  }

  private static void writeChanges(TextLines text, List<ReportDiff.Change> changes, String title) {
    if (changes.isEmpty()) {
      return;
    }
    text.section(changes.size() + " " + title);
    for (ReportDiff.Change change : changes) {
      Finding before = change.before();
      Finding after = change.after();
      text.line("");
      text.line(TraceText.headline(after));
      text.line("objects " + arrow(before.count(), after.count()));
      if (before.retainedBytes() != after.retainedBytes()) {
        String was = Amounts.bytes(before.retainedBytes());
        text.line("retained " + arrow(was, Amounts.bytes(after.retainedBytes())));
      }
      text.line("id " + after.id());
    }
  }

  private static void writeTotals(TextLines text, List<ReportDiff.TotalChange> totals) {
    if (totals.isEmpty()) {
      return;
    }
    text.section("TOTALS that changed by more than a tenth");
    for (ReportDiff.TotalChange total : totals) {
      text.line(
          String.format(
              Locale.ROOT, "%-28s %12d -> %12d", total.label(), total.before(), total.after()));
    }
  }

  private static String arrow(Object before, Object after) {
    return before.equals(after) ? before.toString() : before + " -> " + after;
  }
}
