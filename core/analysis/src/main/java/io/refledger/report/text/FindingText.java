package io.refledger.report.text;

import io.refledger.leak.Finding;

/** One finding in full. */
public final class FindingText {
  private FindingText() {}

  /** The finding as the report has it, and what the report leaves to {@code report.json}. */
  public static String of(Finding finding) {
    var text = new TextLines();
    TraceText.write(text, finding);
    finding.ways().others().forEach(way -> WayText.write(text, way));
    text.line("");
    text.line("type " + finding.type());
    text.line("origin " + finding.origin().word());
    text.line("shallow " + Amounts.bytes(finding.shallowBytes()));
    finding.storedAt().ifPresent(at -> text.line("stored at " + TraceText.withCaller(at)));
    // The trace begins with the empty line that parts it from what stands above it in a report.
    return text.toString().substring(1);
  }
}
