package io.refledger.junit5;

import io.refledger.api.spi.Connection;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What system properties ask for. */
final class Mode {
  private static final String MISSING =
      "no RefLedger agent in this JVM: add -javaagent:refledger-agent.jar to the JVM arguments of "
          + "the tests (Surefire and Failsafe: <argLine>@{argLine} "
          + "-javaagent:.../refledger-agent.jar</argLine>), or run them with "
          + "-Drefledger.missing=skip";

  private Mode() {}

  /** Whether findings are told and fail nothing. */
  static boolean isReportOnly() {
    return "report".equals(System.getProperty("refledger.mode"));
  }

  /**
   * Checks that the agent is there.
   *
   * @throws AssertionFailedError if it is not
   * @throws TestAbortedException if it is not, and tests are to be skipped then
   */
  static void requireAgent() {
    if (Connection.isActive()) {
      return;
    }
    if ("skip".equals(System.getProperty("refledger.missing"))) {
      throw new TestAbortedException(MISSING);
    }
    throw new AssertionFailedError(MISSING);
  }
}
