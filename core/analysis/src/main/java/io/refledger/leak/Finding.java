package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;

/**
 * Something the report tells its reader about, of one fingerprint.
 *
 * @param id the fingerprint
 * @param type the class of the objects counted, as source code writes it
 * @param perInterval the survivors of each birth cohort; empty where cohorts mean nothing
 * @param closedEdge for cycles
 * @param wraps for resources: what the outermost one held
 * @param test the test that asserted, for survivors
 * @param path root first; empty for cycles
 * @param suppressedBy the suppression line that matched
 * @param isKnown whether the baseline lists it
 * @param advice one sentence
 * @param ways all ways by which living objects are held
 */
public record Finding(
    String id,
    FindingKind kind,
    Origin origin,
    String type,
    long count,
    List<Long> perInterval,
    long shallowBytes,
    long retainedBytes,
    Optional<Frame> allocatedAt,
    Optional<Frame> storedAt,
    Optional<Frame> droppedAt,
    Optional<ClosedEdge> closedEdge,
    List<String> wraps,
    Optional<String> test,
    List<PathStep> path,
    Optional<String> suppressedBy,
    boolean isKnown,
    String advice,
    Ways ways) {

  public Finding {
    perInterval = List.copyOf(perInterval);
    wraps = List.copyOf(wraps);
    path = List.copyOf(path);
  }

  /** Whether this finding alone makes the verdict "findings". */
  public boolean isVerdictRelevant() {
    return kind.isVerdictRelevant()
        && origin == Origin.APPLICATION
        && suppressedBy.isEmpty()
        && !isKnown;
  }
}
