package io.refledger.agent.verify;

import java.lang.ref.WeakReference;

/*
 * A JVM that is asked while it collects already does not begin once more, and has not seen what became
 * garbage since.
 */
/** A collection of the JVM's own. */
public final class JvmCollection {
  private JvmCollection() {}

  /** Asks for one that sees all that is garbage now; whether there was one. */
  public static boolean run() {
    WeakReference<Object> canary = new WeakReference<>(new Object());
    System.gc();
    if (!canary.refersTo(null)) {
      System.gc();
    }
    return canary.refersTo(null);
  }
}
