package io.refledger.report;

import java.util.List;

/**
 * How far the ledger agreed with the JVM's own heap.
 *
 * @param worst the disagreements with most objects, as sentences
 */
public record Audit(
    long objects,
    long edges,
    long wrong,
    long early,
    long late,
    Excluded excluded,
    List<String> worst) {

  /** What was left out of the comparison, because the two views must differ there. */
  public record Excluded(long frames, long vm, long pending) {}
}
