package io.refledger.rt;

/**
 * What a ledger is made with.
 *
 * @param maxBytes the most memory records, edges and their side tables may take
 * @param sites whether store contexts and drop stamps are kept
 * @param threshold0 births less deaths of one thread that make it collect; 0: never by itself
 * @param threshold1 collections of generation 0 that make generation 1 due
 * @param threshold2 collections of generation 1 that make generation 2 due
 * @param pool the pool simulated: cpython-3.13, cpython-3.9 or off
 * @param collector whether the detector runs by itself
 * @param reuseDistance how many slots a thread frees before the first of them is used again
 */
public record LedgerConfig(
    long maxBytes,
    boolean sites,
    int threshold0,
    int threshold1,
    int threshold2,
    String pool,
    boolean collector,
    int reuseDistance) {

  /** What the agent's options say when nothing is set, for a heap of 1 GiB. */
  public static LedgerConfig defaults() {
    return new LedgerConfig(256L << 20, true, 2000, 10, 10, "cpython-3.13", true, 4096);
  }

  /** This with another limit of memory. */
  public LedgerConfig withMaxBytes(long bytes) {
    return new LedgerConfig(
        bytes, sites, threshold0, threshold1, threshold2, pool, collector, reuseDistance);
  }

  /** This with or without sites. */
  public LedgerConfig withSites(boolean on) {
    return new LedgerConfig(
        maxBytes, on, threshold0, threshold1, threshold2, pool, collector, reuseDistance);
  }

  /** This with other thresholds. */
  public LedgerConfig withThresholds(int t0, int t1, int t2) {
    return new LedgerConfig(maxBytes, sites, t0, t1, t2, pool, collector, reuseDistance);
  }

  /** This with another pool. */
  public LedgerConfig withPool(String name) {
    return new LedgerConfig(
        maxBytes, sites, threshold0, threshold1, threshold2, name, collector, reuseDistance);
  }

  /** This with the detector running by itself or not. */
  public LedgerConfig withCollector(boolean on) {
    return new LedgerConfig(
        maxBytes, sites, threshold0, threshold1, threshold2, pool, on, reuseDistance);
  }

  /** This with another distance of reuse. */
  public LedgerConfig withReuseDistance(int slots) {
    return new LedgerConfig(
        maxBytes, sites, threshold0, threshold1, threshold2, pool, collector, slots);
  }
}
