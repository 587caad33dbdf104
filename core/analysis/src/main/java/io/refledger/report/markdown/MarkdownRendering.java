package io.refledger.report.markdown;

import io.refledger.gate.Baseline;
import io.refledger.gate.SuppressionUse;
import io.refledger.leak.Finding;
import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.report.text.FindingText;
import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes {@code report.md}, in the Markdown of GitHub and GitLab: what fails first, traces folded.
 */
public final class MarkdownRendering implements Rendering {
  private static final int MOST_TRACES = 10;
  private static final int MOST_ROWS = 100;

  @Override
  public String fileName() {
    return "report.md";
  }

  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    var text = new StringBuilder();
    text.append("## RefLedger: ").append(model.verdict().word()).append("\n");
    for (String reason : model.incomplete()) {
      text.append("\n- not everything was seen: ").append(MarkdownText.of(reason));
    }
    if (!model.incomplete().isEmpty()) {
      text.append("\n");
    }
    writeFindings(text, model, "Failing", finding -> isFailing(model, finding));
    writeFindings(text, model, "Not failing", finding -> !isFailing(model, finding));
    writeSuppressions(text, model.gating().suppressions());
    writeGone(text, model.gating().gone());
    out.write(text.toString());
  }

  private static boolean isFailing(ReportModel model, Finding finding) {
    return model.gating().isGated()
        ? model.gating().reasonFor(finding).isPresent()
        : finding.isVerdictRelevant();
  }

  private static void writeFindings(
      StringBuilder text, ReportModel model, String title, Predicate<Finding> which) {
    List<Finding> findings = model.findings().stream().filter(which).toList();
    if (findings.isEmpty()) {
      return;
    }
    text.append("\n### ").append(title).append(" (").append(findings.size()).append(")\n\n");
    text.append("| kind | type | objects | where | why | id |\n");
    text.append("| --- | --- | ---: | --- | --- | --- |\n");
    findings.stream().limit(MOST_ROWS).forEach(finding -> text.append(row(model, finding)));
    if (findings.size() > MOST_ROWS) {
      text.append("\n").append(findings.size() - MOST_ROWS).append(" more in report.json.\n");
    }
    if (isFailing(model, findings.get(0))) {
      findings.stream().limit(MOST_TRACES).forEach(finding -> writeTrace(text, finding));
    }
  }

  private static String row(ReportModel model, Finding finding) {
    return "| "
        + String.join(
            " | ",
            finding.kind().name(),
            MarkdownText.cell(finding.type()),
            String.valueOf(finding.count()),
            finding.place().map(Frame::toString).map(MarkdownText::cell).orElse(""),
            MarkdownText.of(why(model, finding)),
            MarkdownText.cell(finding.id().substring(0, Math.min(8, finding.id().length()))))
        + " |\n";
  }

  private static String why(ReportModel model, Finding finding) {
    Optional<String> failure = model.gating().reasonFor(finding);
    return failure
        .or(() -> finding.suppressedBy().map(line -> "suppressed by " + line))
        .orElse(finding.isKnown() ? "the baseline lists it" : finding.origin().word());
  }

  private static void writeTrace(StringBuilder text, Finding finding) {
    text.append("\n<details><summary>");
    text.append(MarkdownText.html(finding.kind() + " " + finding.count() + " " + finding.type()));
    text.append("</summary>\n\n").append(MarkdownText.block(FindingText.of(finding)));
    text.append("\n</details>\n");
  }

  private static void writeSuppressions(StringBuilder text, List<SuppressionUse> uses) {
    if (uses.isEmpty()) {
      return;
    }
    text.append("\n### Suppressions\n\n| state | findings | line |\n| --- | ---: | --- |\n");
    for (SuppressionUse use : uses) {
      text.append("| ").append(use.state().word()).append(" | ").append(use.findings());
      text.append(" | ").append(MarkdownText.cell(use.line())).append(" |\n");
    }
  }

  private static void writeGone(StringBuilder text, List<Baseline.Known> gone) {
    if (gone.isEmpty()) {
      return;
    }
    text.append("\n### In the baseline, not found\n\n");
    for (Baseline.Known known : gone) {
      text.append("- ").append(known.kind()).append(' ').append(MarkdownText.code(known.type()));
      text.append(", max=").append(known.max()).append(", ");
      text.append(MarkdownText.code(known.id())).append("\n");
    }
  }
}
