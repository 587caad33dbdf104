package io.refledger.rt.table;

/**
 * A wait of a moment inside a hook. A virtual thread does not yield: that would unmount it in the
 * middle of the hook, or while it is being mounted, and the JVM crashes.
 */
public final class Pause {
  private static final Class<?> VIRTUAL = virtual();

  private Pause() {}

  /** Lets other threads run, if the calling one has a carrier of its own. */
  public static void briefly() {
    if (VIRTUAL != null && VIRTUAL.isInstance(Thread.currentThread())) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** The class of virtual threads, null before JDK 21. */
  private static Class<?> virtual() {
    try {
      return Class.forName("java.lang.BaseVirtualThread");
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
