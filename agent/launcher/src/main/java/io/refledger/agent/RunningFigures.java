package io.refledger.agent;

import io.refledger.agent.command.LedgerFigures;
import io.refledger.agent.command.ProgramName;
import io.refledger.report.top.TopFigures;
import java.util.List;
import java.util.function.Supplier;

/**
 * The figures of the ledger again and again, and what has changed from one time to the next; for
 * one thread at a time.
 */
final class RunningFigures implements Supplier<TopFigures> {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final RuntimeLink runtime;
  private final ReportFacts facts;
  private final LiveClasses classes;

  /** When the first ones and the last ones were taken. */
  private long beganNanos;

  private long lastNanos;
  private boolean hasBegun;

  RunningFigures(RuntimeLink runtime, ReportFacts facts) {
    this.runtime = runtime;
    this.facts = facts;
    this.classes = new LiveClasses(runtime);
  }

  /** The figures as they are now. Visits every record. */
  @Override
  public TopFigures get() {
    long nowNanos = System.nanoTime();
    if (!hasBegun) {
      hasBegun = true;
      beganNanos = nowNanos;
      lastNanos = nowNanos;
    }
    List<TopFigures.LiveClass> live = classes.count();
    TopFigures figures = figures(live, nowNanos - beganNanos, nowNanos - lastNanos);
    lastNanos = nowNanos;
    return figures;
  }

  private TopFigures figures(List<TopFigures.LiveClass> live, long sinceNanos, long intervalNanos) {
    LedgerFigures figures = facts.figures(runtime.ledger());
    return new TopFigures(
        ProcessHandle.current().pid(),
        ProgramName.get(),
        upMillis(),
        sinceNanos / NANOS_PER_MILLI,
        intervalNanos / NANOS_PER_MILLI,
        figures.totals(),
        figures.generations(),
        figures.pauses(),
        figures.pool().map(List::of).orElse(List.of()),
        figures.usedBytes(),
        figures.mostBytes(),
        live);
  }

  private static long upMillis() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        // The clock may have been set back.
        .map(start -> Math.max(0, System.currentTimeMillis() - start.toEpochMilli()))
        .orElse(0L);
  }
}
