package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something the report tells its reader about, of one fingerprint.
 *
 * @param id the fingerprint
 * @param type the class of the objects counted, as source code writes it
 * @param perInterval the survivors of each birth cohort; empty where cohorts mean nothing
 * @param cycle for cycles
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
    Optional<Cycle> cycle,
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

  /** The reference that closed the cycle, for cycles. */
  public Optional<CycleEdge> closedEdge() {
    return cycle.map(Cycle::closedEdge);
  }

  /**
   * The place in the program to look at first: where the suspect reference was stored, else where
   * the objects were, where the last reference was dropped or the cycle closed, or where they were
   * allocated; of these the first in the application.
   */
  public Optional<Frame> place() {
    return places().filter(Frame::isApplication).findFirst().or(() -> places().findFirst());
  }

  private Stream<Frame> places() {
    Stream<Optional<Frame>> inOrder =
        Stream.of(
            path.stream()
                .filter(PathStep::isSuspect)
                .reduce((first, last) -> last)
                .flatMap(PathStep::storedAt),
            storedAt,
            droppedAt,
            closedEdge().flatMap(CycleEdge::storedAt),
            allocatedAt);
    return inOrder
        .flatMap(Optional::stream)
        .map(frame -> frame.nearestApplicationFrame().orElse(frame));
  }

  /** This finding, excused by a line of the suppressions. */
  public Finding suppressedBy(String line) {
    return excused(Optional.of(line), isKnown);
  }

  /** This finding, listed by the baseline and within its maximum, or not. */
  public Finding known(boolean isWithin) {
    return excused(suppressedBy, isWithin);
  }

  /** Whether a suppression or the baseline excuses it. */
  public boolean isExcused() {
    return suppressedBy.isPresent() || isKnown;
  }

  /**
   * This finding and the same one of another JVM: objects and bytes of both. It is the
   * application's if one of them is, whose path is shown then; and excused only if both are.
   */
  public Finding joinedWith(Finding other) {
    if (origin == Origin.LIBRARY && other.origin == Origin.APPLICATION) {
      return other.joinedWith(this);
    }
    boolean isSuppressed = suppressedBy.isPresent() && other.suppressedBy.isPresent();
    return new Finding(
        id,
        kind,
        origin,
        type,
        count + other.count,
        sums(perInterval, other.perInterval),
        shallowBytes + other.shallowBytes,
        retainedBytes + other.retainedBytes,
        allocatedAt,
        storedAt,
        droppedAt,
        cycle,
        wraps,
        test,
        path,
        isSuppressed ? suppressedBy : Optional.empty(),
        isKnown && other.isKnown,
        advice,
        ways);
  }

  /** Place by place; what one of them lacks counts nothing. */
  private static List<Long> sums(List<Long> one, List<Long> other) {
    List<Long> longer = new ArrayList<>(one.size() < other.size() ? other : one);
    List<Long> shorter = one.size() < other.size() ? one : other;
    for (int i = 0; i < shorter.size(); i++) {
      longer.set(i, longer.get(i) + shorter.get(i));
    }
    return longer;
  }

  /** This finding as that of a test, whose objects have no cohorts. */
  Finding survivorOf(String asserted) {
    return copy(count, List.of(), Optional.of(asserted), suppressedBy, isKnown);
  }

  /** This finding with the objects of one test alone. */
  public Finding ofTest(String asserted, long objects) {
    return copy(objects, perInterval, Optional.of(asserted), suppressedBy, isKnown);
  }

  private Finding excused(Optional<String> suppression, boolean isListed) {
    return copy(count, perInterval, test, suppression, isListed);
  }

  private Finding copy(
      long objects,
      List<Long> cohorts,
      Optional<String> asserted,
      Optional<String> suppression,
      boolean isListed) {
    return new Finding(
        id,
        kind,
        origin,
        type,
        objects,
        cohorts,
        shallowBytes,
        retainedBytes,
        allocatedAt,
        storedAt,
        droppedAt,
        cycle,
        wraps,
        asserted,
        path,
        suppression,
        isListed,
        advice,
        ways);
  }

  /** Whether this finding alone makes the verdict "findings". */
  public boolean isVerdictRelevant() {
    return kind.isVerdictRelevant()
        && origin == Origin.APPLICATION
        && suppressedBy.isEmpty()
        && !isKnown;
  }
}
