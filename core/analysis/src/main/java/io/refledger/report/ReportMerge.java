package io.refledger.report;

import io.refledger.gate.SuppressionUse;
import io.refledger.leak.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the reports of many JVMs, such as the shards of a build, into one. Findings are joined by
 * fingerprint, and their objects added up. What cannot be added up is left out: the simulated
 * pools, the balance trees, the overview of one heap, and what a gate said of one JVM alone.
 */
public final class ReportMerge {

  private ReportMerge() {}

  /**
   * Read this first. The report of all these JVMs.
   *
   * @param reports at least one; one alone is returned as it is
   */
  public static ReportModel of(List<ReportModel> reports) {
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("there must be a report to be merged: reports=0");
    }
    if (reports.size() == 1) {
      return reports.get(0);
    }
    List<String> incomplete =
        reports.stream().flatMap(one -> one.incomplete().stream()).distinct().toList();
    List<Finding> findings = findings(reports);
    return new ReportModel(
        RunFactsMerge.of(reports.stream().map(ReportModel::run).toList()),
        ReportModel.verdict(incomplete, findings),
        incomplete,
        reports.stream().mapToLong(ReportModel::cyclesInJdk).sum(),
        findings,
        reports.stream().flatMap(one -> one.near().stream()).distinct().toList(),
        ReleasedByCollector.sum(reports.stream().flatMap(one -> one.released().stream()).toList()),
        LiveObjects.sum(reports.stream().map(ReportModel::live).toList()),
        Balances.NONE,
        new Gating(false, List.of(), uses(reports), List.of()),
        Overview.NONE);
  }

  /** What one of them suppresses is joined with what others do, and not with the rest. */
  private static List<Finding> findings(List<ReportModel> reports) {
    Map<List<Object>, Finding> byIdAndExcuse = new LinkedHashMap<>();
    for (ReportModel report : reports) {
      for (Finding finding : report.findings()) {
        List<Object> key = List.of(finding.id(), finding.suppressedBy().isPresent());
        byIdAndExcuse.merge(key, finding, Finding::joinedWith);
      }
    }
    return List.copyOf(byIdAndExcuse.values());
  }

  private static List<SuppressionUse> uses(List<ReportModel> reports) {
    Map<String, SuppressionUse> byLine = new LinkedHashMap<>();
    for (ReportModel report : reports) {
      for (SuppressionUse use : report.gating().suppressions()) {
        byLine.merge(use.line(), use, SuppressionUse::plus);
      }
    }
    return List.copyOf(byLine.values());
  }
}
