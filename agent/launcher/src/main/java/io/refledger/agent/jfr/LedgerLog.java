package io.refledger.agent.jfr;

import java.util.List;

/** What happened in the ledger since it was asked last; for one thread at a time. */
public interface LedgerLog {
  /**
   * A collection of the cycle detector.
   *
   * @param startedAt when, in milliseconds by the system's clock
   * @param nanos how long it took
   * @param found the unreachable objects
   * @param threadId the thread in which it ran
   */
  record Collection(int generation, long startedAt, long nanos, long found, long threadId) {}

  /**
   * The death of a resource that had not been closed.
   *
   * @param droppedAt when, in milliseconds by the system's clock
   * @param type the class of the outermost object that should have been closed
   * @param resource the class of the resource that it held, or that it is
   * @param closer the method that closes it
   * @param opened where it was allocated, in the application if that is known
   * @param dropped the statement that dropped it, in the application if that is known
   * @param threadId the thread that dropped it, 0 if the cycle detector found it
   */
  record Drop(
      long droppedAt,
      String type,
      String resource,
      String closer,
      Place opened,
      Place dropped,
      long threadId) {}

  /**
   * A line of the program.
   *
   * @param line 0 if the class file does not tell
   */
  record Place(String className, String method, int line) {
    /** Where nobody knows. */
    public static final Place UNKNOWN = new Place("", "", 0);
  }

  /** The collections, oldest first. */
  List<Collection> collections();

  /** The resources, oldest first. */
  List<Drop> drops();
}
