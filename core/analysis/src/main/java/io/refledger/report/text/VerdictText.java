package io.refledger.report.text;

import io.refledger.leak.Finding;
import io.refledger.report.ReportModel;

/** The verdict, with the reasons that keep it from being trusted. */
public final class VerdictText {

  private VerdictText() {}

  /** The verdict, a sentence, and the reasons, a line each. */
  public static String of(ReportModel model) {
    var text = new TextLines();
    write(text, model);
    return text.toString();
  }

  static void write(TextLines text, ReportModel model) {
    text.line("VERDICT: " + model.verdict().word());
    text.line(sentence(model));
    for (String reason : model.incomplete()) {
      text.line("  - " + reason);
    }
    for (Finding finding : model.findings()) {
      model
          .gating()
          .reasonFor(finding)
          .ifPresent(reason -> text.line("  - " + TraceText.headline(finding) + ": " + reason));
    }
  }

  private static String sentence(ReportModel model) {
    long leaks = model.findings().stream().filter(Finding::isVerdictRelevant).count();
    return switch (model.verdict()) {
      case CLEAN -> "No leaks found.";
      case FINDINGS -> Amounts.of(leaks, "leak") + " found.";
      case GATE_FAILED ->
          "The gate failed on " + Amounts.of(model.gating().failures().size(), "finding") + ":";
      case INCOMPLETE -> Amounts.of(leaks, "leak") + " found, but not everything was seen:";
    };
  }
}
