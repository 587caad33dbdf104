package io.refledger.report.text;

import io.refledger.leak.Finding;
import io.refledger.report.Balance;
import io.refledger.report.ReportModel;
import java.util.Optional;

/** One finding in full. */
public final class FindingText {
  private FindingText() {}

  /** The finding as the report has it, and what the report leaves to {@code report.json}. */
  public static String of(Finding finding) {
    var text = new TextLines();
    write(text, finding);
    return withoutFirstLine(text);
  }

  /** As above, and the balance tree of its class if the report has one. */
  public static String of(Finding finding, ReportModel report) {
    var text = new TextLines();
    write(text, finding);
    Optional<Balance> balance = report.balances().of(finding.type());
    if (balance.isPresent()) {
      text.section("BALANCE");
      BalanceText.writeLimits(text, report);
      BalanceText.writeClass(text, balance.get());
    }
    return withoutFirstLine(text);
  }

  private static void write(TextLines text, Finding finding) {
    TraceText.write(text, finding);
    finding.ways().others().forEach(way -> WayText.write(text, way));
    text.line("");
    text.line("type " + finding.type());
    text.line("origin " + finding.origin().word());
    text.line("shallow " + Amounts.bytes(finding.shallowBytes()));
    finding.storedAt().ifPresent(at -> text.line("stored at " + TraceText.withCaller(at)));
  }

  /** The trace begins with the empty line that parts it from what stands above it in a report. */
  private static String withoutFirstLine(TextLines text) {
    return text.toString().substring(1);
  }
}
