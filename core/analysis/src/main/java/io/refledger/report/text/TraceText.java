package io.refledger.report.text;

import io.refledger.leak.ClassNames;
import io.refledger.leak.Cycle;
import io.refledger.leak.CycleEdge;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.HolderName;
import io.refledger.leak.PathStep;
import io.refledger.leak.ShownStep;
import io.refledger.leak.ShownSteps;
import io.refledger.leak.Way;
import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;

/** A finding with its trace: root first, suspect references underlined. */
public final class TraceText {

  private static final String ARROW = "│    ↓ ";
  private static final String UNDER_ARROW = "│      ";
  private static final String STORED_AT = "│    stored at ";

  private TraceText() {}

  static void write(TextLines text, Finding finding) {
    text.line("");
    text.line(headline(finding));
    finding.cycle().ifPresent(cycle -> writeCycle(text, cycle));
    if (!finding.path().isEmpty()) {
      writePath(text, finding);
    }
    for (HolderName name : finding.ways().holderNames()) {
      text.line(WayText.line(name));
    }
    for (Way way : finding.ways().others()) {
      text.line(WayText.line(way));
    }
    if (finding.ways().leftOut() > 0) {
      text.line("also held in " + Amounts.of(finding.ways().leftOut(), "other way"));
    }
    if (!finding.perInterval().isEmpty()) {
      text.line("survivors by birth: " + finding.perInterval());
    }
    finding.test().ifPresent(test -> text.line("asserted dead in " + test));
    if (!finding.wraps().isEmpty()) {
      text.line("holds " + String.join(", ", finding.wraps()));
    }
    writeFrame(text, "dropped at ", finding.droppedAt());
    finding.suppressedBy().ifPresent(line -> text.line("suppressed by " + line));
    if (finding.isKnown()) {
      text.line("known: the baseline lists it");
    }
    text.line(finding.advice());
    text.line("id " + finding.id());
  }

  /** One line: {@code 3 Session retained 1.2 MiB allocated at Login.open(Login.java:41)}. */
  public static String headline(Finding finding) {
    String retained =
        finding.retainedBytes() > 0 ? "  retained " + Amounts.bytes(finding.retainedBytes()) : "";
    return finding.kind()
        + "  "
        + finding.count()
        + " "
        + ClassNames.simple(finding.type())
        + retained
        + finding.allocatedAt().map(at -> "  allocated at " + withCaller(at)).orElse("");
  }

  /** A frame with the application's frame behind it, on one line. */
  public static String withCaller(Frame frame) {
    return frame + frame.calledFrom().map(from -> " called from " + from).orElse("");
  }

  /** The closing edge, and behind it the way back to where it begins, if that is known. */
  private static void writeCycle(TextLines text, Cycle cycle) {
    text.line("┬───");
    text.line("│ The cycle was closed by this reference:");
    text.line("│");
    CycleEdge closing = cycle.closedEdge();
    writeEdge(text, closing, "", true);
    if (!cycle.isWhole()) {
      text.line("╰→ " + closing.referent());
      return;
    }
    for (Cycle.Run run : cycle.runs().subList(1, cycle.runs().size())) {
      writeEdge(text, run.edge(), run.repetition(), false);
    }
    text.line("╰→ " + closing.referrer() + ", again");
  }

  private static void writeEdge(
      TextLines text, CycleEdge edge, String repetition, boolean isClosing) {
    text.line("├─ " + edge.referrer());
    writeReference(text, shown(edge.referrer(), edge.reference()), repetition, isClosing);
    writeFrame(text, STORED_AT, edge.storedAt());
  }

  private static void writePath(TextLines text, Finding finding) {
    List<PathStep> path = finding.path();
    text.line("┬───");
    text.line(
        isOfTheDead(finding) ? "│ The outermost one held what was open:" : "│ Root: " + root(path));
    text.line("│");
    writeSteps(text, path);
  }

  /** The references of a path, root first, collections as one; and what the last one leads to. */
  static void writeSteps(TextLines text, List<PathStep> path) {
    for (ShownStep step : ShownSteps.of(path)) {
      text.line("├─ " + step.referrer());
      String shown = shown(step.referrer(), step.reference());
      writeReference(text, shown, step.role(), step.isSuspect());
      writeFrame(text, STORED_AT, step.storedAt());
    }
    text.line("╰→ " + path.get(path.size() - 1).referent());
  }

  /** Whether it is about resources that died; of living ones the cohorts are known. */
  private static boolean isOfTheDead(Finding finding) {
    return finding.kind() == FindingKind.RESOURCE && finding.perInterval().isEmpty();
  }

  /** What a path begins with. */
  static String root(List<PathStep> path) {
    ShownStep first = ShownSteps.of(path).get(0);
    return first.referrer().equals("static")
        ? "static field"
        : first.reference().startsWith("local ") ? "local variable" : first.referrer();
  }

  private static void writeReference(
      TextLines text, String shown, String remark, boolean isSuspect) {
    text.line(ARROW + shown + (remark.isEmpty() ? "" : ", " + remark));
    if (isSuspect) {
      String lead = shown.substring(0, shown.length() - lastName(shown).length());
      text.line(UNDER_ARROW + " ".repeat(lead.length()) + "~".repeat(lastName(shown).length()));
    }
  }

  /** A reference with the simple name of the class that declares it. */
  public static String shown(String referrer, String reference) {
    if (reference.startsWith("[")) {
      return ClassNames.simple(referrer) + reference;
    }
    int dot = reference.lastIndexOf('.');
    String declaring = dot < 0 ? "" : ClassNames.simple(reference.substring(0, dot)) + ".";
    return declaring + reference.substring(dot + 1);
  }

  private static String lastName(String shown) {
    int at = Math.max(shown.lastIndexOf('.') + 1, shown.endsWith("[x]") ? shown.length() - 3 : 0);
    return shown.substring(at);
  }

  private static void writeFrame(TextLines text, String label, Optional<Frame> frame) {
    frame.ifPresent(at -> text.line(label + withCaller(at)));
  }
}
