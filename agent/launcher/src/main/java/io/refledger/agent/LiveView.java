package io.refledger.agent;

import io.refledger.agent.command.Operations;
import io.refledger.agent.live.BornSince;
import io.refledger.agent.live.LiveLedger;
import io.refledger.agent.sink.ReportSource;
import io.refledger.report.ReportModel;
import io.refledger.report.progress.Phases;
import io.refledger.report.top.TopFigures;
import java.util.Optional;
import java.util.function.Supplier;

/** What the live page shows and does, in threads of the agent's. */
record LiveView(
    RuntimeLink runtime,
    ReportFacts facts,
    ReportSource source,
    Operations operations,
    Milestone milestone)
    implements LiveLedger {

  @Override
  public Supplier<TopFigures> watch() {
    return new RunningFigures(runtime, facts);
  }

  @Override
  public ReportModel report() {
    return source.report(Phases.NONE).model();
  }

  @Override
  public int collect() {
    return operations.collect();
  }

  @Override
  public Operations.Frozen freeze() {
    return operations.freeze();
  }

  @Override
  public int checkpoint() {
    return milestone.take();
  }

  @Override
  public Optional<BornSince> bornSinceCheckpoint() {
    return milestone.bornSince();
  }
}
