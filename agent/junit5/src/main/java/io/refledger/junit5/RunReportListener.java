package io.refledger.junit5;

import io.refledger.api.spi.Connection;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Has the agent write the report of the run when all tests have run, if any was checked. */
public final class RunReportListener implements TestExecutionListener {
  private static volatile boolean hasChecked;

  /** For JUnit. */
  public RunReportListener() {}

  /** A test was checked. */
  static void noteCheck() {
    hasChecked = true;
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (hasChecked && Connection.isActive()) {
      Connection.tests().writeReport();
    }
  }
}
