package io.refledger.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * Resources that died without having been closed, alike in how they were held and dropped.
 *
 * @param chain first the outermost object that could have been closed, last the resource itself
 * @param closer the method by which the outermost object is closed
 * @param droppedAt the statement that dropped the last reference to them
 * @param count the number of resources
 * @param outermostCount the number of outermost objects that no other kind has counted
 * @param bytes the shallow sizes of the resources and of what led from those objects to them
 */
public record UnclosedKind(
    List<Link> chain,
    String closer,
    Optional<Frame> droppedAt,
    long count,
    long outermostCount,
    long bytes) {

  public UnclosedKind {
    chain = List.copyOf(chain);
  }

  /** The outermost object. */
  public Link outermost() {
    return chain.get(0);
  }

  /**
   * An object of the chain and its reference to the next one.
   *
   * @param isOpen whether it can be closed and had not been
   * @param reference "Declaring.Class#field", or "[x]"; means nothing of the last one
   */
  public record Link(
      String className,
      Optional<Frame> allocatedAt,
      boolean isOpen,
      String reference,
      Optional<Frame> storedAt) {}
}
