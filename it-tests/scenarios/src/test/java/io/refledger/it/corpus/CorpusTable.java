package io.refledger.it.corpus;

import io.refledger.it.Jdk;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.util.ArrayList;
import java.util.List;

/** What the reports of all runs said: a line a run with its verdict, below it each finding. */
final class CorpusTable {
  private final List<String> lines = new ArrayList<>();

  void add(LeakCase leakCase, String variant, Jdk jdk, Report report, List<String> faults) {
    String outcome = faults.isEmpty() ? "ok" : "WRONG " + String.join("; ", faults);
    lines.add(
        "%-18s %-5s %s  %-8s %s".formatted(leakCase, variant, jdk, report.verdict(), outcome));
    report.findings().stream().map(ReportedFinding::toString).forEach(f -> lines.add("    " + f));
  }

  String text() {
    return String.join("\n", lines);
  }
}
