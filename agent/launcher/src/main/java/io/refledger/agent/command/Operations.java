package io.refledger.agent.command;

import java.io.IOException;

/** What the running agent does when it is asked. For any thread. */
public interface Operations {
  /** The totals of the ledger at one moment, late by what other threads are doing. */
  record Totals(
      long allocated,
      long freedByCount,
      long freedByCollector,
      long live,
      long underflows,
      long revived) {}

  /** The totals as they are now. */
  Totals totals();

  /** Runs a full collection of the ledger; the number of unreachable objects found. */
  int collect();

  /**
   * Compares the ledger with the JVM's heap; the agreement as text.
   *
   * @throws IOException if the heap cannot be dumped
   * @throws IllegalStateException if the program's threads could not be stopped long enough
   */
  String audit() throws IOException;
}
