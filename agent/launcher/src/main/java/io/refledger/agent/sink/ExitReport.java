package io.refledger.agent.sink;

import io.refledger.agent.log.Console;
import io.refledger.report.OutputDirectory;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotWrittenException;
import io.refledger.report.ReportWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/*
 * It runs in the JVM's shutdown sequence, after the application's own hooks, while daemon threads may
 * still run. A failure is one line and never changes the exit status.
 */
/** Writes the report when the JVM ends, once. */
public final class ExitReport implements Runnable {
  private final ReportSource source;
  private final ReportWriter writer;
  private final OutputDirectory output;
  private final boolean isAnnounced;
  private final AtomicBoolean ran = new AtomicBoolean();

  /**
   * A report of {@code source}.
   *
   * @param isAnnounced whether a line on standard error tells the verdict and where the report is
   */
  public ExitReport(
      ReportSource source, ReportWriter writer, OutputDirectory output, boolean isAnnounced) {
    this.source = source;
    this.writer = writer;
    this.output = output;
    this.isAnnounced = isAnnounced;
  }

  @Override
  public void run() {
    if (!ran.compareAndSet(false, true)) {
      return;
    }
    try {
      ReportModel report = source.report();
      List<Path> files = writer.write(report);
      if (isAnnounced) {
        Console.line(announcement(report, files));
      }
    } catch (ReportNotWrittenException e) {
      Console.failure(e.getMessage(), e);
    } catch (Throwable e) {
      Console.failure("the report could not be made: " + e, e);
    }
  }

  private String announcement(ReportModel report, List<Path> files) {
    String where =
        switch (files.size()) {
          case 0 -> "";
          case 1 -> ", see " + files.get(0);
          default -> ", see " + output.directory();
        };
    return report.verdict().word() + ", findings: " + report.findings().size() + where;
  }
}
