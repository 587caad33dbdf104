package io.refledger.agent.sink;

import io.refledger.report.ReportModel;

/** Makes reports of the program as it is. */
public interface ReportSource {
  /** The report as of now, after a full collection. May block. */
  ReportModel report();
}
