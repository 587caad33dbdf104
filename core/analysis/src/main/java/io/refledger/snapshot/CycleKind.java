package io.refledger.snapshot;

import java.util.Optional;

/**
 * Garbage that only the cycle detector could free: objects alike in class, birth, drop and the edge
 * that closed their cycle.
 *
 * @param className the class of the objects
 * @param droppedAt the latest release in the set, when known
 */
public record CycleKind(
    String className,
    Optional<Frame> allocatedAt,
    Optional<Frame> droppedAt,
    long count,
    ClosedEdge closedEdge) {

  /**
   * The reference whose store closed the cycle.
   *
   * @param reference "Declaring.Class#field", or "[x]"
   */
  public record ClosedEdge(
      String referrer, String reference, String referent, Optional<Frame> storedAt) {}
}
