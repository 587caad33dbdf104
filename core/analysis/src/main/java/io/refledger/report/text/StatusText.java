package io.refledger.report.text;

import io.refledger.report.LedgerState;
import io.refledger.report.ReportModel;
import io.refledger.report.RunFacts;

/** How a running program's ledger stands, on one screen. */
public final class StatusText {
  private StatusText() {}

  /** The program, the verdict as a report of now would have it, and the figures. */
  public static String of(ReportModel model, LedgerState state) {
    var text = new TextLines();
    RunFacts run = model.run();
    text.line(run.tool().name() + " " + run.tool().version());
    text.line("JVM " + run.jvm().version() + ", pid " + run.jvm().pid());
    text.line("Command: " + run.jvm().command());
    text.line("Options: " + (state.options().isEmpty() ? "none" : options(state)));
    text.line("");
    VerdictText.write(text, model);
    text.line("");
    FiguresText.writeSums(text, run);
    text.figure("frozen", state.frozen());
    text.line("");
    text.line(
        "The ledger uses "
            + Amounts.bytes(state.usedBytes())
            + ", most of it outside the Java heap, of at most "
            + Amounts.bytes(state.mostBytes())
            + ".");
    text.line(
        "The code that was there before the program takes "
            + Amounts.bytes(state.firstBytes())
            + " more.");
    text.line(
        "It knows " + state.classes() + " classes and " + state.places() + " places in code.");
    return text.toString();
  }

  private static String options(LedgerState state) {
    return String.join(",", state.options());
  }
}
