package io.refledger.report;

import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.PoolStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report tells about the run besides its objects.
 *
 * @param options the options in force, shown in the order of their keys
 * @param generations the three generations, youngest first
 * @param pauses of the program's threads, by collections and audits
 * @param pool absent when no pool was simulated
 */
public record RunFacts(
    Tool tool,
    Jvm jvm,
    Map<String, String> options,
    Totals totals,
    List<GenerationStats> generations,
    PauseStats pauses,
    Optional<PoolStats> pool,
    Coverage coverage,
    Losses losses,
    Optional<Audit> audit) {

  /** These facts with the outcome of an audit. */
  public RunFacts withAudit(Optional<Audit> outcome) {
    return new RunFacts(
        tool, jvm, options, totals, generations, pauses, pool, coverage, losses, outcome);
  }

  /** These facts with the number of pending objects. */
  public RunFacts withPending(long pending) {
    Totals completed = totals.withPending(pending);
    return new RunFacts(
        tool, jvm, options, completed, generations, pauses, pool, coverage, losses, audit);
  }

  /** The program that wrote the report. */
  public record Tool(String name, String version) {}

  /** The program observed. */
  public record Jvm(String version, long pid, String command) {}
}
