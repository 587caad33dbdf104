package io.refledger.agent;

import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.gate.Baseline;
import io.refledger.gate.Gate;
import io.refledger.gate.InputException;
import io.refledger.gate.Screen;
import io.refledger.gate.Suppressions;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.report.ReportModel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the options {@code gate}, {@code baseline} and {@code suppressions} ask for.
 *
 * @param gate absent without the option
 */
record ExitGate(Optional<Gate> gate, Suppressions suppressions, Baseline baseline) {
  /** Excuses nothing and judges nothing. */
  static final ExitGate NONE = new ExitGate(Optional.empty(), Suppressions.NONE, Baseline.NONE);

  /**
   * Reads the files.
   *
   * @throws StartException if one cannot be used
   */
  static ExitGate of(AgentOptions options) throws StartException {
    checkObserved(options);
    Optional<Path> suppressions = options.get(OptionKey.SUPPRESSIONS);
    Optional<Path> baseline = options.get(OptionKey.BASELINE);
    try {
      return new ExitGate(
          isAsked(options) ? Optional.of(Gate.on(kinds(options))) : Optional.empty(),
          suppressions.isPresent() ? Suppressions.readFrom(suppressions.get()) : Suppressions.NONE,
          baseline.isPresent() ? Baseline.readFrom(baseline.get()) : Baseline.NONE);
    } catch (InputException e) {
      throw new StartException(e.getMessage(), e);
    }
  }

  /** A gate on what is not looked for would always pass. */
  private static void checkObserved(AgentOptions options) throws StartException {
    for (String kind : options.get(OptionKey.GATE)) {
      boolean isHeap = kind.equals("growth");
      if (!isHeap && options.get(OptionKey.LOCALS).equals("off")) {
        throw new StartException("gate=" + kind + ": nothing dies with locals=off; leave one out");
      }
      if (kind.equals("resource") && options.get(OptionKey.RESOURCES).equals("off")) {
        throw new StartException("gate=resource: resources=off does not look for any");
      }
    }
  }

  /** Whether the run is to fail for what the report finds. */
  static boolean isAsked(AgentOptions options) {
    return !options.get(OptionKey.GATE).isEmpty();
  }

  private static Set<FindingKind> kinds(AgentOptions options) {
    Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
    for (String word : options.get(OptionKey.GATE)) {
      kinds.add(FindingKind.named(word).orElseThrow()); // the option allows no other word
    }
    return kinds;
  }

  /** The report with what is excused marked: that of a program that still runs. */
  ReportModel screened(ReportModel report) {
    return report.gated(screen(), Optional.empty());
  }

  /** The report with what is excused marked, and judged. */
  ReportModel judged(ReportModel report) {
    return report.gated(screen(), gate);
  }

  /** Findings of a test, with those that are excused marked. */
  List<Finding> marked(List<Finding> findings) {
    return screen().screen(findings).findings();
  }

  private Screen screen() {
    return new Screen(suppressions, baseline, LocalDate.now(ZoneOffset.UTC));
  }
}
