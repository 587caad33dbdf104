package io.refledger.rt;

/*
 * Life of the runtime in a JVM:
 *
 *   waiting   the agent was attached and weaves: hooks run already, but nothing is born, so that there
 *             is nothing that code which is still unwoven could let go of
 *   on        objects are born; an agent of the command line begins here
 *   frozen    the program has stopped a thread: no object is known any more, and hooks take no lock,
 *             but those that hold one give it back; a report tells what was known
 *   over      the agent was detached: as frozen, and no hook touches the ledger's memory
 *
 * Read: volatile, once in each call of a hook. Written: by the agent's thread, or by one that stops
 * another.
 */
/** Whether objects are born, and whether hooks do anything at all. */
public final class Tracking {
  private static volatile boolean isOn = !Installation.ATTACHED;
  private static volatile boolean isOver;
  private static volatile boolean isFrozen;

  private Tracking() {}

  /** From now on objects are born. */
  public static void begin() {
    isOn = true;
  }

  /** From now on hooks do nothing, and the books stay as they are. */
  static void freeze() {
    if (isOver) return;
    isFrozen = true;
    isOn = false;
    isOver = true;
    Installation.LEDGER.forgetAll();
  }

  /** From now on hooks do nothing; those that are in the middle of something end it. */
  public static void end() {
    isOn = false;
    isOver = true;
    isFrozen = false;
    Installation.LEDGER.forgetAll();
  }

  /** Whether objects are born. */
  static boolean isOn() {
    return isOn;
  }

  /** Whether hooks do nothing any more. */
  public static boolean isOver() {
    return isOver;
  }

  /** Whether hooks do nothing any more, and what is held must be given back. */
  static boolean isFrozen() {
    return isFrozen;
  }
}
