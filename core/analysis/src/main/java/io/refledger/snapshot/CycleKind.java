package io.refledger.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * Garbage that only the cycle detector could free: objects alike in class, birth, drop and the edge
 * that closed their cycle.
 *
 * @param className the class of the objects
 * @param droppedAt the latest release in the set, when known
 * @param references the whole cycle that was met first, the closing edge first: each leads to the
 *     next one's referrer, and the last one back to that of the first; empty if it is not known
 */
public record CycleKind(
    String className,
    Optional<Frame> allocatedAt,
    Optional<Frame> droppedAt,
    long count,
    Reference closedEdge,
    List<Reference> references) {

  public CycleKind {
    references = List.copyOf(references);
  }

  CycleKind withReferences(List<Reference> known) {
    return new CycleKind(className, allocatedAt, droppedAt, count, closedEdge, known);
  }

  /**
   * A reference on a cycle.
   *
   * @param reference "Declaring.Class#field", or "[x]"
   */
  public record Reference(
      String referrer, String reference, String referent, Optional<Frame> storedAt) {}
}
