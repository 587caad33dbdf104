package io.refledger.agent.sink;

import io.refledger.report.Report;
import io.refledger.report.progress.Phases;

/** Makes reports of the program as it is. */
public interface ReportSource {
  /** The report as of now, after a full collection. May block. */
  Report report(Phases phases);

  /** The last report: what was to be checked until the end is decided first. May block. */
  Report lastReport(Phases phases);

  /**
   * The last report without what takes room: the figures alone, and why there is no more.
   *
   * @param why a sentence
   */
  Report figures(String why);
}
