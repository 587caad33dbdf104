package io.refledger.agent.attach;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * When tracking is over, a hook that is entered does nothing; one that was entered before may still be
 * reading the ledger. A dump of all threads, which the JVM takes at one instant, shows who is inside:
 * after one that shows nobody, nobody ever is. Of virtual threads the dump has no frames; one that was
 * seen parked is not inside a hook, as hooks never park, and is in none later.
 */
/** The wait until no thread is inside the agent or the runtime. */
public final class Quiescence {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int POLL_MILLIS = 10;
  private static final String[] INSIDE = {
    "at io.refledger.rt.",
    "at io.refledger.api.",
    "at io.refledger.agent.",
    "java.lang.RefLedgerHooks."
  };

  private final ThreadDump dump;
  private final List<Thread> virtual;

  private Quiescence(ThreadDump dump, List<Thread> virtual) {
    this.dump = dump;
    this.virtual = virtual;
  }

  /** What it takes to wait; empty if this JVM does not tell what its threads do. After the end. */
  public static Optional<Quiescence> of(Instrumentation instrumentation) {
    return ThreadDump.find(instrumentation)
        .map(
            dump ->
                new Quiescence(
                    dump, new ArrayList<>(RunningFrames.virtualThreads(instrumentation))));
  }

  /** Waits, ten seconds at most; whether no thread but the calling one is inside. */
  public boolean await() {
    long start = System.nanoTime();
    try {
      while (!isReached()) {
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          return false;
        }
        Thread.sleep(POLL_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isReached() {
    virtual.removeIf(Quiescence::isOutside);
    if (!virtual.isEmpty()) {
      return false;
    }
    Thread self = Thread.currentThread();
    String own = "\"" + self.getName() + "\" #" + self.getId() + " ";
    for (String thread : dump.take().split("\n\n")) {
      if (!thread.strip().startsWith(own) && isInside(thread)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInside(String stack) {
    for (String frame : INSIDE) {
      if (stack.contains(frame)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutside(Thread thread) {
    return thread.getState() != Thread.State.RUNNABLE && !isInside(stack(thread));
  }

  private static String stack(Thread thread) {
    StringBuilder stack = new StringBuilder();
    for (StackTraceElement element : thread.getStackTrace()) {
      stack.append("at ").append(element.getClassName()).append(".\n");
    }
    return stack.toString();
  }
}
