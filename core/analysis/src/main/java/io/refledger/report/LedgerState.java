package io.refledger.report;

import java.util.List;

/**
 * What a running ledger tells about itself besides its report.
 *
 * @param frozen the objects out of the cycle detector's sight
 * @param usedBytes the memory of the ledger, most of it outside the Java heap
 * @param mostBytes what it may use at most
 * @param firstBytes what the code takes that was there before the program, beside {@code usedBytes}
 * @param classes the classes whose objects it has met
 * @param places the places in woven code
 * @param options the options that were set, as {@code key=value}
 */
public record LedgerState(
    int frozen,
    long usedBytes,
    long mostBytes,
    long firstBytes,
    int classes,
    int places,
    List<String> options) {
  public LedgerState {
    options = List.copyOf(options);
  }
}
