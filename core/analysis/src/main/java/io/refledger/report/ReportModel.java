package io.refledger.report;

import io.refledger.gate.Gate;
import io.refledger.gate.Screen;
import io.refledger.gate.SuppressionUse;
import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.leak.CycleSearch;
import io.refledger.leak.Finding;
import io.refledger.leak.GrowthSearch;
import io.refledger.leak.LibraryPatterns;
import io.refledger.leak.LoaderSearch;
import io.refledger.leak.ResourceSearch;
import io.refledger.report.progress.Phases;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a report says, whatever its format; {@code report.json} holds all of it.
 *
 * @param incomplete why the verdict cannot be trusted; empty unless it is INCOMPLETE
 * @param cyclesInJdk the objects freed whose cycle the JDK closed inside its own structures
 * @param findings verdict-relevant ones first, then by retained bytes, then by id
 * @param near what was nearly called growth, a line each
 * @param released what has no closing method and died
 * @param balances the increfs and decrefs of watched classes
 * @param gating what was excused, and what a gate said
 * @param overview the whole heap at a glance
 */
public record ReportModel(
    RunFacts run,
    Verdict verdict,
    List<String> incomplete,
    long cyclesInJdk,
    List<Finding> findings,
    List<String> near,
    List<ReleasedByCollector> released,
    LiveObjects live,
    Balances balances,
    Gating gating,
    Overview overview) {

  /** The version of the JSON form, in which keys are added and none removed or renamed. */
  public static final int SCHEMA = 1;

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::isVerdictRelevant)
          .thenComparingLong(Finding::retainedBytes)
          .reversed()
          .thenComparing(Finding::id);

  public ReportModel {
    incomplete = List.copyOf(incomplete);
    findings = findings.stream().sorted(ORDER).toList();
    near = List.copyOf(near);
    released = List.copyOf(released);
  }

  /**
   * The report of a snapshot.
   *
   * @param texts asked for a few strings of the program that the snapshot is of
   * @param others findings of other searches
   */
  public static ReportModel of(
      RunFacts run,
      Snapshot snapshot,
      LibraryPatterns library,
      HeapTexts texts,
      List<Finding> others) {
    return of(run, snapshot, library, texts, others, Phases.NONE);
  }

  /** As above; {@code phases} is told what takes time. */
  public static ReportModel of(
      RunFacts run,
      Snapshot snapshot,
      LibraryPatterns library,
      HeapTexts texts,
      List<Finding> others,
      Phases phases) {
    phases.begin("finding paths and dominators");
    HeapView heap = HeapView.of(snapshot);
    phases.begin("searching for leaks");
    CycleSearch.Result cycles = new CycleSearch(library).search(snapshot.cycles());
    GrowthSearch.Result growth = new GrowthSearch(heap, library, texts).search();
    List<Finding> findings = new ArrayList<>(others);
    findings.addAll(growth.findings());
    findings.addAll(new LoaderSearch(heap, library, growth.found()).search());
    findings.addAll(cycles.findings());
    findings.addAll(new ResourceSearch(library).search(snapshot.unclosed()));
    List<String> incomplete =
        IncompleteReasons.of(
            run.totals(), run.coverage(), run.losses(), snapshot.unclosedLeftOut());
    return new ReportModel(
        run,
        verdict(incomplete, findings),
        incomplete,
        cycles.cyclesInJdk(),
        findings,
        growth.near(),
        ReleasedByCollector.of(snapshot),
        LiveObjects.of(snapshot),
        BalanceSearch.in(snapshot),
        Gating.NONE,
        Overview.of(heap));
  }

  /**
   * The same report with what is excused marked, and judged by a gate if there is one. What a gate
   * fails on although it was not wholly seen stays incomplete.
   */
  public ReportModel gated(Screen screen, Optional<Gate> gate) {
    Screen.Screened screened = screen.screen(findings);
    List<Gating.Failure> failures =
        gate
            .map(rule -> rule.judge(screened, incomplete, NotObserved.in(run.options())))
            .orElse(List.of())
            .stream()
            .map(failed -> new Gating.Failure(failed.finding().map(Finding::id), failed.reason()))
            .toList();
    Verdict judged = verdict(incomplete, screened.findings());
    if (judged != Verdict.INCOMPLETE && !failures.isEmpty()) {
      judged = Verdict.GATE_FAILED;
    }
    return new ReportModel(
        run,
        judged,
        incomplete,
        cyclesInJdk,
        screened.findings(),
        near,
        released,
        live,
        balances,
        new Gating(gate.isPresent(), failures, uses(screened.uses()), screened.gone()),
        overview);
  }

  /** Those of an earlier screen, whose marks are still there, and those of this one. */
  private List<SuppressionUse> uses(List<SuppressionUse> now) {
    Map<String, SuppressionUse> byLine = new LinkedHashMap<>();
    gating.suppressions().forEach(use -> byLine.put(use.line(), use));
    now.forEach(use -> byLine.put(use.line(), use));
    return List.copyOf(byLine.values());
  }

  static Verdict verdict(List<String> incomplete, List<Finding> findings) {
    if (!incomplete.isEmpty()) {
      return Verdict.INCOMPLETE;
    }
    return findings.stream().anyMatch(Finding::isVerdictRelevant)
        ? Verdict.FINDINGS
        : Verdict.CLEAN;
  }
}
