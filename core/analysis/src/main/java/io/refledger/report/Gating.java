package io.refledger.report;

import io.refledger.gate.Baseline;
import io.refledger.gate.SuppressionUse;
import io.refledger.leak.Finding;
import io.refledger.leak.Origin;
import java.util.List;
import java.util.Optional;

/**
 * What of a report's findings was excused, and what a gate said of the others.
 *
 * @param isGated whether a gate judged
 * @param failures why it failed; empty if it passed
 * @param suppressions what became of each suppression
 * @param gone what the baseline lists and was not found
 */
public record Gating(
    boolean isGated,
    List<Failure> failures,
    List<SuppressionUse> suppressions,
    List<Baseline.Known> gone) {
  /** Nothing was excused, and no gate looked. */
  public static final Gating NONE = new Gating(false, List.of(), List.of(), List.of());

  public Gating {
    failures = List.copyOf(failures);
    suppressions = List.copyOf(suppressions);
    gone = List.copyOf(gone);
  }

  /**
   * Why a gate failed.
   *
   * @param id of the finding; absent when it is no finding that failed
   */
  public record Failure(Optional<String> id, String reason) {}

  /** Why this finding failed the gate, if it did. */
  public Optional<String> reasonFor(Finding finding) {
    if (finding.isExcused() || finding.origin() != Origin.APPLICATION) {
      return Optional.empty(); // another one of its fingerprint may have failed
    }
    return failures.stream()
        .filter(failure -> failure.id().equals(Optional.of(finding.id())))
        .map(Failure::reason)
        .findFirst();
  }

  /** Whether the gate failed for what was not seen. */
  public boolean failsForUnseen() {
    return failures.stream().anyMatch(failure -> failure.id().isEmpty());
  }
}
