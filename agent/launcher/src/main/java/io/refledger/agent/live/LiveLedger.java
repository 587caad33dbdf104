package io.refledger.agent.live;

import io.refledger.agent.command.Operations;
import io.refledger.report.ReportModel;
import io.refledger.report.top.TopFigures;
import java.util.Optional;
import java.util.function.Supplier;

/** What the page shows and does. For threads with births off. */
public interface LiveLedger {
  /**
   * Begins to watch: what classes have grown by is counted from here. The supplier gives the
   * figures as they are, in one pass over the records; for one thread at a time.
   */
  Supplier<TopFigures> watch();

  /** The report as of now, after a full collection. May block. */
  ReportModel report();

  /** Runs a full collection of the ledger; the number of unreachable objects found. */
  int collect();

  /** Makes what lives the baseline of growth. */
  Operations.Frozen freeze();

  /** Marks this instant, after a full collection; the number of live objects. */
  int checkpoint();

  /** What was born since the last checkpoint and lives; empty without one. May block. */
  Optional<BornSince> bornSinceCheckpoint();
}
