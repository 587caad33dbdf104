package io.refledger.agent.sink;

import io.refledger.agent.log.Console;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotWrittenException;
import java.util.concurrent.atomic.AtomicBoolean;

/*
 * It runs in the JVM's shutdown sequence, after the application's own hooks, while daemon threads may
 * still run. A failure is one line.
 */
/** Writes the report when the JVM ends, once. */
public final class ExitReport {
  private final Reports reports;
  private final boolean isAnnounced;
  private final AtomicBoolean ran = new AtomicBoolean();
  private volatile boolean hasPassed;

  /**
   * The last of {@code reports}.
   *
   * @param isAnnounced whether a line on standard error tells the verdict and where the report is
   */
  public ExitReport(Reports reports, boolean isAnnounced) {
    this.reports = reports;
    this.isAnnounced = isAnnounced;
  }

  /**
   * Writes the report, the first time.
   *
   * @return whether a gate lets the run pass; it does not if there is no report to judge
   */
  public boolean write() {
    if (!ran.compareAndSet(false, true)) {
      return hasPassed;
    }
    try {
      Reports.Written last = reports.writeLast();
      if (isAnnounced) {
        Console.line(announcement(last));
      }
      hasPassed = last.model().gating().failures().isEmpty();
    } catch (ReportNotWrittenException e) {
      Console.failure(e.getMessage(), e);
    } catch (Throwable e) {
      Console.failure("the report could not be made: " + e, e);
    }
    return hasPassed;
  }

  private static String announcement(Reports.Written last) {
    String where =
        switch (last.files().size()) {
          case 0 -> "";
          case 1 -> ", see " + last.files().get(0);
          default -> ", see " + last.directory();
        };
    ReportModel report = last.model();
    return report.verdict().word() + ", findings: " + report.findings().size() + where;
  }
}
