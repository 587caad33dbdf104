package io.refledger.rt;

/*
 * Life of the runtime in a JVM:
 *
 *   waiting   the agent was attached and weaves: hooks run already, but nothing is born, so that there
 *             is nothing that code which is still unwoven could let go of
 *   on        objects are born; an agent of the command line begins here
 *   over      the agent was detached: no object is known to the ledger any more, and no hook touches
 *             its memory
 *
 * Read: volatile, once in each call of a hook. Written: by the agent's thread.
 */
/** Whether objects are born, and whether hooks do anything at all. */
public final class Tracking {
  private static volatile boolean isOn = !Installation.ATTACHED;
  private static volatile boolean isOver;

  private Tracking() {}

  /** From now on objects are born. */
  public static void begin() {
    isOn = true;
  }

  /** From now on hooks do nothing; those that are in the middle of something end it. */
  public static void end() {
    isOn = false;
    isOver = true;
    Installation.LEDGER.forgetAll();
  }

  /** Whether objects are born. */
  static boolean isOn() {
    return isOn;
  }

  /** Whether the ledger must not be touched any more. */
  static boolean isOver() {
    return isOver;
  }
}
