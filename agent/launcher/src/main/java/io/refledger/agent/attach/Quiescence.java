package io.refledger.agent.attach;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/*
 * When tracking is over, a hook that is entered does nothing; one that was entered before may still be
 * reading the ledger. A dump of all threads, which the JVM takes at one instant, shows who is inside.
 * A thread that was seen outside once is not meant any more: what it enters later does nothing. (One
 * that goes on in woven code is inside most of the time.) Of virtual threads the dump has no frames;
 * one that was seen parked is not inside a hook, as hooks never park.
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

  /**
   * Waits, ten seconds at most; whether each thread but the calling one has been outside since the
   * call.
   */
  public boolean await() {
    long start = System.nanoTime();
    List<Thread> unseen = new ArrayList<>(virtual);
    Set<String> inside = inside();
    try {
      while (true) {
        unseen.removeIf(Quiescence::isOutside);
        if (inside.isEmpty() && unseen.isEmpty()) {
          return true;
        }
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          return false;
        }
        Thread.sleep(POLL_MILLIS);
        inside.retainAll(inside());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Names and numbers of the platform threads that are inside now. */
  private Set<String> inside() {
    Thread self = Thread.currentThread();
    String own = "\"" + self.getName() + "\" #" + self.getId();
    Set<String> inside = new HashSet<>();
    for (String thread : dump.take().split("\n\n")) {
      String header = thread.strip().lines().findFirst().orElse("");
      int number = header.lastIndexOf("\" #");
      if (number >= 0 && isInside(thread)) {
        int end = header.indexOf(' ', number + 2);
        inside.add(end < 0 ? header : header.substring(0, end));
      }
    }
    inside.remove(own);
    return inside;
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
