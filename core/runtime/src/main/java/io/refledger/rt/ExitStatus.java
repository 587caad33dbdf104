package io.refledger.rt;

/*
 * The JVM ends by Shutdown.exit, which knows the status, or when the last thread that is no daemon
 * has ended. Then the launcher's status is 1 if main threw, which dispatchUncaughtException of the
 * thread that ran it tells, else 0. A program that another launcher starts has what that one makes
 * of it: 0 is assumed. Runtime.halt ends it without a word to anybody.
 *
 * Concurrency: the first who exits decides, as in Shutdown; the rest are volatile writes.
 */
/** The exit status of the program, as far as it is known. */
public final class ExitStatus {
  private static final int UNKNOWN = -1;
  private static volatile int asked = UNKNOWN;

  private static volatile boolean mainThrew;

  /** The JVM's number of the thread that runs main. */
  private static volatile long main;

  /** What a halt with status 0 is to end with; 0 if with that. */
  private static volatile int unjudged;

  private static volatile Runnable whenUnjudged;

  private ExitStatus() {}

  /** The thread of this number runs main. */
  public static void startsMain(long threadNumber) {
    main = threadNumber;
  }

  /** Until {@link #judged} a halt that looks like success ends with {@code status}, and tells. */
  public static void guardHalt(int status, Runnable tell) {
    whenUnjudged = tell;
    unjudged = status;
  }

  /** The run has been judged: from now on a halt is a halt. */
  public static void judged() {
    unjudged = 0;
  }

  /** Entry of {@code Shutdown.exit}. */
  public static synchronized void exiting(int status) {
    if (asked == UNKNOWN) {
      asked = status;
    }
  }

  /** Entry of {@code Thread.dispatchUncaughtException}. */
  public static void uncaught(Thread thread) {
    if (Vm.threadId(thread) == main) {
      mainThrew = true;
    }
  }

  /** Entry of {@code Runtime.halt}; the status to halt with. */
  public static int halting(int status) {
    int instead = unjudged;
    if (status != 0 || instead == 0) {
      return status;
    }
    unjudged = 0;
    whenUnjudged.run();
    return instead;
  }

  /** Whether the program has asked to exit: else it ends because all threads have. */
  public static boolean isAsked() {
    return asked != UNKNOWN;
  }

  /** The status with which the JVM is about to end; for its shutdown. */
  public static int now() {
    int status = asked;
    if (status != UNKNOWN) {
      return status;
    }
    return mainThrew ? 1 : 0;
  }
}
