package io.refledger.snapshot;

/**
 * The ledger's sums since it began.
 *
 * @param allocated births of tracked objects
 * @param freedByCount deaths at the release that dropped the last reference
 * @param freedByCollector deaths by the cycle detector
 * @param foreign objects that unwoven code was given, or made
 * @param pending objects that only a Reference whose referent is dead keeps reachable
 * @param revivedWeak dead objects met again through a weak reference
 * @param revived dead objects met again otherwise: each one is an error of the ledger's
 * @param lateLoads those of the revived that came back at loads which other threads overtook twice
 * @param underflows releases of a count that was zero: each one is an error of the ledger's
 * @param stores stores of references into fields and elements
 */
public record Totals(
    long allocated,
    long freedByCount,
    long freedByCollector,
    long live,
    long liveBytes,
    long immortal,
    long foreign,
    long pending,
    long revivedWeak,
    long revived,
    long lateLoads,
    long underflows,
    long stores) {
  /** These sums with another number of pending objects. */
  public Totals withPending(long pendingObjects) {
    return new Totals(
        allocated,
        freedByCount,
        freedByCollector,
        live,
        liveBytes,
        immortal,
        foreign,
        pendingObjects,
        revivedWeak,
        revived,
        lateLoads,
        underflows,
        stores);
  }

  /** The sums of two JVMs. */
  public Totals plus(Totals other) {
    return new Totals(
        allocated + other.allocated,
        freedByCount + other.freedByCount,
        freedByCollector + other.freedByCollector,
        live + other.live,
        liveBytes + other.liveBytes,
        immortal + other.immortal,
        foreign + other.foreign,
        pending + other.pending,
        revivedWeak + other.revivedWeak,
        revived + other.revived,
        lateLoads + other.lateLoads,
        underflows + other.underflows,
        stores + other.stores);
  }
}
