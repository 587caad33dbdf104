package io.refledger.report;

import io.refledger.leak.Finding;
import io.refledger.snapshot.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What became of the findings of one report in a later one; each list in the order of the report
 * that its findings are in.
 *
 * @param added findings that only the later report has
 * @param gone findings that only the earlier report has
 * @param grown findings with more objects, or as many that retain more bytes
 * @param shrunk findings with fewer objects, or as many that retain fewer bytes
 * @param same how many findings are as they were
 * @param totals those that changed by more than a tenth of the larger value
 */
public record ReportDiff(
    Verdict before,
    Verdict after,
    List<Finding> added,
    List<Finding> gone,
    List<Change> grown,
    List<Change> shrunk,
    int same,
    List<TotalChange> totals) {

  private static final int SMALL_PARTS = 10;

  private static final Map<String, ToLongFunction<Totals>> TOTALS = totalsByLabel();

  /** A finding of both reports. */
  public record Change(Finding before, Finding after) {
    /** Above zero if it grew, below if it shrank: the objects decide, then the bytes. */
    int direction() {
      int byCount = Long.compare(after.count(), before.count());
      return byCount != 0 ? byCount : Long.compare(after.retainedBytes(), before.retainedBytes());
    }
  }

  /**
   * A total of both reports.
   *
   * @param label as the text report has it
   */
  public record TotalChange(String label, long before, long after) {
    boolean isLarge() {
      long larger = Math.max(before, after);
      return Math.abs(after - before) > larger / SMALL_PARTS;
    }
  }

  /** Compares by fingerprint. */
  public static ReportDiff of(ReportModel before, ReportModel after) {
    Map<String, Finding> earlier = byId(before);
    Map<String, Finding> later = byId(after);
    List<Change> both =
        later.values().stream()
            .filter(finding -> earlier.containsKey(finding.id()))
            .map(finding -> new Change(earlier.get(finding.id()), finding))
            .toList();
    return new ReportDiff(
        before.verdict(),
        after.verdict(),
        only(later, earlier),
        only(earlier, later),
        both.stream().filter(change -> change.direction() > 0).toList(),
        both.stream().filter(change -> change.direction() < 0).toList(),
        (int) both.stream().filter(change -> change.direction() == 0).count(),
        changes(before.run().totals(), after.run().totals()));
  }

  private static Map<String, Finding> byId(ReportModel report) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    report.findings().forEach(finding -> findings.putIfAbsent(finding.id(), finding));
    return findings;
  }

  private static List<Finding> only(Map<String, Finding> of, Map<String, Finding> notOf) {
    return of.values().stream().filter(finding -> !notOf.containsKey(finding.id())).toList();
  }

  private static List<TotalChange> changes(Totals before, Totals after) {
    List<TotalChange> changes = new ArrayList<>();
    TOTALS.forEach(
        (label, total) -> {
          long was = total.applyAsLong(before);
          changes.add(new TotalChange(label, was, total.applyAsLong(after)));
        });
    return changes.stream().filter(TotalChange::isLarge).toList();
  }

  private static Map<String, ToLongFunction<Totals>> totalsByLabel() {
    Map<String, ToLongFunction<Totals>> totals = new LinkedHashMap<>();
    totals.put("objects allocated", Totals::allocated);
    totals.put("freed by count", Totals::freedByCount);
    totals.put("freed by the cycle detector", Totals::freedByCollector);
    totals.put("live", Totals::live);
    totals.put("live bytes", Totals::liveBytes);
    totals.put("pending", Totals::pending);
    totals.put("references stored", Totals::stores);
    totals.put("immortal objects", Totals::immortal);
    totals.put("foreign objects", Totals::foreign);
    totals.put("revivals, weak", Totals::revivedWeak);
    totals.put("revivals, other", Totals::revived);
    totals.put("underflows", Totals::underflows);
    return totals;
  }
}
