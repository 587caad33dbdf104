package io.refledger.api.spi;

import java.util.List;
import java.util.Map;

/**
 * What the agent does for tests. An <i>observation</i> has the objects that are born in a thread
 * and in the tasks that it hands over. For any thread.
 */
public interface TestBridge {
  /** No observation. */
  int NONE = 0;

  /**
   * From now on the calling thread's objects are born in a new observation.
   *
   * @throws IllegalStateException if there are too many at a time, or deaths cannot be known with
   *     the options of the agent
   */
  int begin();

  /** The observation that the calling thread's objects are born in. */
  int current();

  /** The calling thread's objects are born in no observation; the one before. */
  int suspend();

  /**
   * The calling thread's objects are born in this observation from now on, as if it had begun it.
   */
  void resume(int observation);

  /**
   * Ends an observation and finds what was born in it and lives, after a collection of the ledger;
   * and what died in it that should have been closed. What is found is told in the report, too.
   */
  List<TestFinding> end(int observation, TestQuestion question);

  /** Ends an observation that is not asked about. */
  void abandon(int observation);

  /** Writes the report of the run as it is now. */
  void writeReport();

  /**
   * What is to be found.
   *
   * @param test the name of the test
   * @param leftOut what may hold anything: the test instance
   * @param tracked serials of objects that must have died, whatever they are and whoever holds them
   * @param budgets how many objects of a class, by its name, may be left
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over once.
  record TestQuestion(String test, Object[] leftOut, long[] tracked, Map<String, Long> budgets) {}

  /**
   * What was found.
   *
   * @param id the fingerprint
   * @param kind SURVIVOR or RESOURCE
   * @param origin whose it is
   * @param type the class, as source code writes it
   * @param text the finding in full
   */
  record TestFinding(
      String id, String kind, TestOrigin origin, String type, long count, String text) {}

  /** Whose fault a finding is. */
  enum TestOrigin {
    /** The application's, or the test's own. */
    APPLICATION,
    /** A library's, such as a test tool's. */
    LIBRARY,
    /** Held by a static field of a class that was first used by the test. */
    FIRST_USE,
    /** The application's, and excused by the agent's suppressions or baseline, or by a budget. */
    EXCUSED
  }
}
