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

  /** Collects, then freezes all objects: they are the baseline. The number that is frozen. */
  int freeze();

  /** How the ledger stands, after a full collection, as text. */
  String status();

  /**
   * Writes the reports as of now to the directory that the agent's options name; their verdict and
   * the files, as text.
   *
   * @throws IOException if they cannot be written
   */
  String report() throws IOException;

  /**
   * Compares the ledger with the JVM's heap; the agreement as text. The program's threads wait
   * meanwhile.
   *
   * @throws IOException if the heap cannot be dumped
   */
  String audit() throws IOException;
}
