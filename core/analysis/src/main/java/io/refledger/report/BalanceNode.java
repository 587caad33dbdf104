package io.refledger.report;

import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A call site in a balance tree: an application's line, or below it the line of the JDK or a
 * library that it led to.
 *
 * @param frame empty when the place is not known
 * @param increfs the references stored here and below
 * @param decrefs the references released here and below
 * @param held the references stored here and below that are there still
 */
public record BalanceNode(
    Optional<Frame> frame, long increfs, long decrefs, long held, List<BalanceNode> children) {
  public BalanceNode {
    children = List.copyOf(children);
  }

  /** What is left of what was recorded here. */
  public long net() {
    return increfs - decrefs;
  }
}
