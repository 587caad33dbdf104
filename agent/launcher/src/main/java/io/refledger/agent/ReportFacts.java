package io.refledger.agent;

import io.refledger.agent.command.LedgerFigures;
import io.refledger.agent.command.ProgramName;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.transform.Coverage;
import io.refledger.report.Losses;
import io.refledger.report.RunFacts;
import io.refledger.rt.Installation;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerTotals;
import io.refledger.rt.ThreadStops;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Inlining;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.PoolStats;
import io.refledger.snapshot.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the report says of this run beside its objects: the runtime's figures in its words. */
final class ReportFacts {
  private static final Logger LOG = LoggerFactory.getLogger(ReportFacts.class);
  private static final int GENERATIONS = 3;

  private final AgentOptions options;
  private final Coverage coverage;
  private final Attached attached;
  private final String version;

  ReportFacts(AgentOptions options, Coverage coverage, Attached attached, String version) {
    this.options = options;
    this.attached = attached;
    this.coverage = coverage;
    this.version = version;
  }

  /**
   * The facts as they are now.
   *
   * @param earlyDeaths sentences about deaths that the JVM does not agree with
   */
  RunFacts of(Ledger ledger, List<String> earlyDeaths) {
    LedgerTotals totals = ledger.totals();
    return new RunFacts(
        new RunFacts.Tool("RefLedger", version),
        jvm(),
        options.asText(),
        totals(totals),
        generations(ledger),
        pauses(ledger),
        pool(ledger.pool(), totals),
        coverage(),
        losses(ledger, totals, narrowedAnd(earlyDeaths)),
        Optional.empty());
  }

  /** The figures alone, as they are now. */
  LedgerFigures figures(Ledger ledger) {
    LedgerTotals totals = ledger.totals();
    return new LedgerFigures(
        totals(totals),
        generations(ledger),
        pauses(ledger),
        pool(ledger.pool(), totals),
        ledger.memory().usedBytes(),
        options.maxMemoryBytes());
  }

  private static RunFacts.Jvm jvm() {
    return new RunFacts.Jvm(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        ProcessHandle.current().pid(),
        ProgramName.get());
  }

  private static Totals totals(LedgerTotals totals) {
    return new Totals(
        totals.allocated(),
        totals.freedByCount(),
        totals.freedByCollector(),
        totals.live(),
        totals.liveBytes(),
        totals.immortal(),
        totals.foreign(),
        0,
        totals.revivedWeak(),
        totals.revived(),
        totals.lateLoads(),
        totals.underflows(),
        totals.stores());
  }

  private static List<GenerationStats> generations(Ledger ledger) {
    List<GenerationStats> generations = new ArrayList<>();
    for (int i = 0; i < GENERATIONS; i++) {
      io.refledger.rt.gc.GenerationStats stats = ledger.detector().stats(i);
      generations.add(
          new GenerationStats(stats.collections(), stats.collected(), stats.uncollectable()));
    }
    return generations;
  }

  private static PauseStats pauses(Ledger ledger) {
    io.refledger.rt.gc.PauseStats stats = ledger.detector().pauses();
    return new PauseStats(stats.count(), stats.p50Micros(), stats.p99Micros(), stats.maxMicros());
  }

  private Optional<PoolStats> pool(PoolSimulator pool, LedgerTotals totals) {
    if (pool == null) {
      return Optional.empty();
    }
    if (pool.isTorn()) {
      LOG.warn("the pools stand still since a thread's stack ended while they changed");
    }
    return Optional.of(PoolFigures.of(pool, options, totals));
  }

  private io.refledger.snapshot.Coverage coverage() {
    return new io.refledger.snapshot.Coverage(
        coverage.classesWoven(),
        skipped(coverage.classesSkipped()),
        skipped(coverage.methodsSkipped()),
        Inlining.of(JavaLang.inlineLimit(), outgrown(coverage.methodsOutgrown())),
        attached.facts());
  }

  private static List<Inlining.Outgrown> outgrown(List<Coverage.Outgrown> outgrown) {
    List<Inlining.Outgrown> result = new ArrayList<>();
    for (Coverage.Outgrown each : outgrown) {
      result.add(
          new Inlining.Outgrown(
              each.name(), each.plainBytes(), each.wovenBytes(), each.isApplication()));
    }
    return result;
  }

  private static List<io.refledger.snapshot.Coverage.Skipped> skipped(
      List<Coverage.Skipped> skipped) {
    List<io.refledger.snapshot.Coverage.Skipped> result = new ArrayList<>();
    for (Coverage.Skipped each : skipped) {
      result.add(
          new io.refledger.snapshot.Coverage.Skipped(
              each.name(), each.reason(), each.isApplication()));
    }
    return result;
  }

  private List<String> narrowedAnd(List<String> earlyDeaths) {
    List<String> sentences = new ArrayList<>(earlyDeaths);
    if (!options.get(OptionKey.TRACK).isEverything()) {
      sentences.add("tracking was narrowed to " + options.get(OptionKey.TRACK));
    }
    return sentences;
  }

  private static Losses losses(Ledger ledger, LedgerTotals totals, List<String> earlyDeaths) {
    List<String> others = new ArrayList<>(earlyDeaths);
    int[] revived = ledger.revivedBirths();
    if (revived.length > 0) {
      ContextNames names = ContextNames.of(ledger);
      for (int birth : revived) {
        String site = names.name(ledger.contextOfBirth(birth));
        String type = names.type(ledger.typeOfBirth(birth));
        others.add("used after its death: " + type + " allocated at " + site);
      }
    }
    if (totals.locksBroken() > 0) {
      others.add(totals.locksBroken() + " locks of the ledger were taken by force");
    }
    if (ThreadStops.haveBegun()) {
      others.add(ThreadStops.REASON);
    }
    int unnumbered = Installation.SITES.unnumbered();
    if (unnumbered > 0) {
      others.add(unnumbered + " places in woven code have no number: what they store never dies");
    }
    others.addAll(MemoryWatch.sentences(ledger.memory().narrowing(), totals));
    return new Losses(totals.untracked(), totals.droppedStores(), others);
  }
}
