package io.refledger.agent.jmx;

import java.io.IOException;

/**
 * The ledger as {@code io.refledger:type=Ledger}. What consoles show of it is in the annotations.
 */
@Described("RefLedger: shadow reference counts of this JVM")
public interface LedgerMXBean {
  /** Objects born while tracking. */
  @Described("Objects born while tracking")
  long getAllocated();

  /** Objects that died when their last reference went. */
  @Described("Objects that died when their last reference went")
  long getFreedByCount();

  /** Objects that the cycle detector freed. */
  @Described("Objects that the cycle detector freed")
  long getFreedByCollector();

  /** Objects that live. */
  @Described("Objects that live")
  long getLive();

  /** Their shallow size. */
  @Described("Shallow size of the objects that live, in bytes")
  long getLiveBytes();

  /** Objects that are never counted. */
  @Described("Objects that turned immortal: never counted, never dead")
  long getImmortal();

  /** Objects that code which is not woven holds or made. */
  @Described("Objects that code which is not woven holds or made")
  long getForeign();

  /** Objects out of the cycle detector's sight. */
  @Described("Objects that freeze has taken out of the cycle detector's sight")
  int getFrozen();

  /** Stores of references. */
  @Described("Stores of references into fields and elements")
  long getStores();

  /** Dead objects that were met again through a weak reference. */
  @Described("Dead objects that were met again through a weak reference")
  long getRevivedWeak();

  /** Dead objects that were met again, but not through a weak reference: bugs of RefLedger. */
  @Described("Dead objects that were met again otherwise: bugs of RefLedger")
  long getRevived();

  /** Counts that would have gone below zero: bugs of RefLedger. */
  @Described("Counts that would have gone below zero: bugs of RefLedger")
  long getUnderflows();

  /** The memory of the ledger. */
  @Described("Memory of the ledger, most of it outside the Java heap, in bytes")
  long getLedgerBytes();

  /** What it may use at most. */
  @Described("Most memory that the ledger may use, in bytes")
  long getMaxLedgerBytes();

  /** The generations of the cycle detector, youngest first. */
  @Described("Generations of the cycle detector, youngest first")
  GenerationMXData[] getGenerations();

  /** The simulated pools; null with {@code pool=off}. */
  @Described("The simulated pools; null with pool=off")
  PoolMXData getPool();

  /** Runs a full collection of the ledger; the number of unreachable objects found. */
  @Described("Runs a full collection of the ledger; the number of unreachable objects found")
  int collect();

  /** Collects, then freezes all objects: they are the baseline. The number that is frozen. */
  @Described("Collects, then freezes all objects as the baseline; the number that is frozen")
  int freeze();

  /** How the ledger stands, after a full collection, as text. */
  @Described("How the ledger stands, after a full collection, as text")
  String status();

  /**
   * Writes the reports as of now to the directory that the agent's options name; their verdict and
   * the files, as text.
   *
   * @throws IOException if they cannot be written
   */
  @Described("Writes the reports to the agent's output directory; their verdict and the files")
  String report() throws IOException;

  /**
   * The same, to a directory.
   *
   * @throws IOException if they cannot be written
   */
  @Described("Writes the reports to a directory; their verdict and the files")
  String report(
      @Described(name = "directory", value = "on the machine of this JVM") String directory)
      throws IOException;

  /**
   * Compares the ledger with the JVM's heap; the agreement as text. The program's threads wait
   * meanwhile.
   *
   * @throws IOException if the heap cannot be dumped
   */
  @Described("Compares the ledger with the JVM's heap, while the program's threads wait")
  String audit() throws IOException;

  /**
   * Collects, then writes live objects by class and references by kind, one fact a line.
   *
   * @throws IOException if the file cannot be written
   */
  @Described("Writes live objects by class and references by kind to a file, as report=tsv does")
  void dump(@Described(name = "file", value = "on the machine of this JVM") String file)
      throws IOException;
}
