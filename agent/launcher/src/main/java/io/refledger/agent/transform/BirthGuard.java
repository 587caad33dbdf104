package io.refledger.agent.transform;

/** Switches births off for the current thread, whose new objects are then the agent's own. */
public interface BirthGuard {
  /** Switches births off; nests. */
  void enter();

  /** Undoes the latest {@link #enter}. */
  void leave();
}
