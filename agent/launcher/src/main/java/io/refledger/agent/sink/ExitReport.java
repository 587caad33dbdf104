package io.refledger.agent.sink;

import io.refledger.agent.log.Console;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotWrittenException;
import io.refledger.report.progress.Phases;
import io.refledger.report.progress.ProgressLine;
import io.refledger.report.progress.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/*
 * It runs in the JVM's shutdown sequence, after the application's own hooks, while daemon threads may
 * still run. A failure is one line.
 */
/** Writes the report when the JVM ends, once. */
public final class ExitReport {
  private final Reports reports;
  private final boolean isAnnounced;
  private final Executor threads;
  private final AtomicBoolean ran = new AtomicBoolean();
  private final Reserve reserve = Reserve.make();
  private volatile boolean hasPassed;

  /**
   * The last of {@code reports}.
   *
   * @param isAnnounced whether a line on standard error tells the verdict and where the report is,
   *     and on a terminal another what is being done before that
   * @param threads runs a task in a thread of its own, with births off
   */
  public ExitReport(Reports reports, boolean isAnnounced, Executor threads) {
    this.reports = reports;
    this.threads = threads;
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
      announce(writeLast());
    } catch (OutOfMemoryError | LinkageError noRoom) {
      writeFigures(noRoom);
    } catch (ReportNotWrittenException e) {
      Console.failure(e.getMessage(), e);
    } catch (Throwable e) {
      Console.failure("the report could not be made: " + e, e);
    }
    return hasPassed;
  }

  /** Makes ready for a program that uses up the room for classes. For a thread with births off. */
  public void rehearse() {
    try {
      reports.rehearse();
    } catch (IOException | OutOfMemoryError | LinkageError e) {
      Console.failure("the report at exit could not be rehearsed: " + e.getMessage(), e);
    }
  }

  private void announce(Reports.Written last) {
    if (isAnnounced) {
      Console.line(announcement(last));
    }
    hasPassed = last.model().gating().failures().isEmpty();
  }

  /** The program has filled the heap, and may hold it still: the figures need little of it. */
  private void writeFigures(Error noRoom) {
    try {
      reserve.release();
      announce(reports.writeFigures("no memory was left to look at the objects: " + noRoom));
    } catch (ReportNotWrittenException e) {
      Console.failure(e.getMessage(), e);
    } catch (Throwable e) {
      Console.failure("the report could not be made: " + e, e);
    }
  }

  /**
   * Writes the report, if it was not, without a word on standard error.
   *
   * @return what it came to; empty if it was written before
   * @throws ReportNotWrittenException if the directory or a file cannot be written
   */
  public Optional<Reports.Written> writeNow(Phases phases) throws ReportNotWrittenException {
    return ran.compareAndSet(false, true)
        ? Optional.of(reports.writeLast(phases))
        : Optional.empty();
  }

  private Reports.Written writeLast() throws ReportNotWrittenException {
    if (!isAnnounced || !Terminal.isAtStandardError()) {
      return reports.writeLast(Phases.NONE);
    }
    try (ProgressLine progress = new ProgressLine(Console.stream(), threads)) {
      return reports.writeLast(progress);
    }
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
