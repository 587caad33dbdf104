package io.refledger.report.text;

import io.refledger.gate.Baseline;
import io.refledger.gate.SuppressionUse;
import io.refledger.report.Gating;

/** What was excused by lines of files that a team keeps. */
final class GatingText {

  private GatingText() {}

  static void write(TextLines text, Gating gating) {
    if (!gating.suppressions().isEmpty()) {
      text.section("SUPPRESSIONS");
      gating.suppressions().forEach(use -> text.line(line(use)));
    }
    if (!gating.gone().isEmpty()) {
      text.section("IN THE BASELINE, NOT FOUND");
      gating.gone().forEach(known -> text.line(line(known)));
    }
  }

  static String line(SuppressionUse use) {
    String matched = use.state() == SuppressionUse.State.EXPIRED ? "would match" : "matches";
    return use.state().word()
        + ", "
        + matched
        + " "
        + Amounts.of(use.findings(), "finding")
        + ": "
        + use.line();
  }

  static String line(Baseline.Known known) {
    return known.kind() + "  " + known.type() + "  max=" + known.max() + "  id " + known.id();
  }
}
