package io.refledger.agent.command;

import io.refledger.leak.Finding;
import io.refledger.report.progress.Phases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the running agent does when it is asked. For any thread. */
public interface Operations {
  /**
   * What a freeze came to.
   *
   * @param collected the unreachable objects that a collection found before
   * @param frozen the objects that are frozen now
   */
  record Frozen(int collected, int frozen) {}

  /**
   * Turns births off in the calling thread, so that what the agent makes is none of the program's
   * objects; the state goes to {@link #leave}. The others do so themselves.
   */
  long enter();

  /** Ends what {@link #enter} began. */
  void leave(long state);

  /** The figures as they are now. */
  LedgerFigures figures();

  /** The number of frozen objects. May wait for a collection. */
  int frozen();

  /** Runs a full collection of the ledger; the number of unreachable objects found. */
  int collect();

  /**
   * Makes what lives the baseline: collects, takes all objects out of the cycle detector's sight,
   * and begins the birth cohorts, so that growth is what is born from now on.
   */
  Frozen freeze();

  /**
   * Records from now on the increfs and decrefs of classes; what that comes to, as text.
   *
   * @param patterns as the option {@code balance} takes them
   * @throws IllegalArgumentException if they are no patterns
   */
  String watch(String patterns);

  /** How the ledger stands, after a full collection, as text. */
  String status(Phases phases);

  /** What a report of now has found; nothing is written. */
  List<Finding> findings();

  /** Tells a listener of the findings of each report from now on. */
  void onFindings(FindingListener listener);

  /**
   * Writes the reports as of now; their verdict and the files, as text.
   *
   * @param directory where to; empty for the directory that the agent's options name
   * @throws IOException if they cannot be written
   */
  String report(Optional<Path> directory, Phases phases) throws IOException;

  /**
   * Compares the ledger with the JVM's heap; the agreement as text.
   *
   * @throws IOException if the heap cannot be dumped
   * @throws IllegalStateException if the program's threads could not be stopped long enough
   */
  String audit(Phases phases) throws IOException;

  /**
   * Writes the ledger: live objects by class and references by kind, one fact a line.
   *
   * @throws IOException if the file cannot be written
   */
  void dump(Path file) throws IOException;

  /**
   * Leaves the program: writes the last report, ends all that the agent does, gives classes their
   * own code back and the memory; what that came to, as text.
   *
   * @throws IllegalStateException if that was done before
   */
  String detach(Phases phases);

  /**
   * Writes figures into a directory again and again, until the reader has ended or has removed it.
   *
   * @param reader the process that reads them
   * @param interval how often, at most
   */
  void feed(Path directory, long reader, Duration interval);
}
