package io.refledger.agent.transform;

/** Switches births off for the current thread, whose new objects are then the agent's own. */
public interface BirthGuard {
  /** Switches births off; nests. What the thread was in the middle of goes to {@link #leave}. */
  long enter();

  /** Undoes the latest {@link #enter}. */
  void leave(long state);

  /** Whether nothing is going to be born any more, so that nothing needs to be woven. */
  boolean isOver();

  /** How often the current thread has entered and not left. */
  int depth();
}
