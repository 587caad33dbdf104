package io.refledger.junit5;

import io.refledger.api.spi.TestBridge.TestFinding;
import io.refledger.api.spi.TestBridge.TestOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Passes or fails a test for what was found. */
final class Verdicts {

  private Verdicts() {}

  /**
   * Tells everything in the test's report, and fails the test for what is the application's and not
   * excused.
   *
   * @throws AssertionFailedError if something is left that the application holds
   */
  static void judge(ExtensionContext context, String test, List<TestFinding> findings) {
    List<TestFinding> failing = new ArrayList<>();
    for (TestFinding finding : findings) {
      boolean fails = finding.origin() == TestOrigin.APPLICATION;
      if (fails) {
        failing.add(finding);
      }
      publish(context, finding, fails);
    }
    if (!failing.isEmpty() && !Mode.isReportOnly()) {
      throw new AssertionFailedError(message(test, failing));
    }
  }

  /** What a test that fails says. */
  static String message(String test, List<TestFinding> failing) {
    var message = new StringBuilder();
    message.append(test).append(failing.size() == 1 ? " leaks:" : " leaks, in ");
    if (failing.size() > 1) {
      message.append(failing.size()).append(" ways:");
    }
    for (TestFinding finding : failing) {
      message.append("\n\n").append(finding.text().strip());
    }
    return message.append('\n').toString();
  }

  private static void publish(ExtensionContext context, TestFinding finding, boolean fails) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("refledger.id", finding.id());
    entry.put("refledger.kind", finding.kind());
    entry.put("refledger.origin", finding.origin().name());
    entry.put("refledger.fails", String.valueOf(fails));
    entry.put("refledger.finding", finding.text().strip());
    context.publishReportEntry(entry);
  }
}
