package io.refledger.report;

import java.util.List;

/**
 * What the ledger had to give up.
 *
 * @param untracked births that found the table full
 * @param recordsDropped records and events that were not kept
 * @param others sentences that say what else was given up: tracking off, narrowed, failed hooks
 */
public record Losses(long untracked, long recordsDropped, List<String> others) {

  /** Nothing was given up. */
  public static final Losses NONE = new Losses(0, 0, List.of());

  public Losses {
    others = List.copyOf(others);
  }
}
