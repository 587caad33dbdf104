package io.refledger.agent.jmx;

import java.io.IOException;

/** The ledger as {@code io.refledger:type=Ledger}. */
public interface LedgerMXBean {
  /** Objects born while tracking. */
  long getAllocated();

  /** Objects that died when their last reference went. */
  long getFreedByCount();

  /** Objects that the cycle detector freed. */
  long getFreedByCollector();

  /** Objects that live. */
  long getLive();

  /** Counts that would have gone below zero: bugs of RefLedger. */
  long getUnderflows();

  /** Dead objects that were met again, but not through a weak reference: bugs of RefLedger. */
  long getRevived();

  /** Runs a full collection of the ledger; the number of unreachable objects found. */
  int collect();

  /**
   * Compares the ledger with the JVM's heap; the agreement as text. The program's threads wait
   * meanwhile.
   *
   * @throws IOException if the heap cannot be dumped
   */
  String audit() throws IOException;
}
