package io.refledger.agent;

import io.refledger.agent.transform.BirthGuard;

/*
 * The last report comes after the program's own shutdown hooks. One that never ends, as one that calls
 * System.exit, or waits for a lock that the ending thread holds, would be the end of the report:
 * whoever runs the program kills it some time later. So one more hook, which ends at once, starts a
 * thread that waits with the others, and makes a report when they have had their time.
 */
/** Sees to it that a program whose shutdown hooks do not end leaves a report all the same. */
final class HangingExit {
  /** Less than what Docker, Kubernetes and systemd leave a program before they kill it. */
  private static final long PATIENCE_MILLIS = 8_000;

  private final Object turn = new Object();
  private final BirthGuard births;
  private final Runnable report;

  /** Guarded by turn. */
  private boolean isOver;

  /**
   * What watches the end of a program.
   *
   * @param report makes the report of a program whose hooks do not end
   */
  HangingExit(BirthGuard births, Runnable report) {
    this.births = births;
    this.report = report;
  }

  /** Watches the end of the program from now on, whenever it comes. */
  void watch() {
    Runnable waiting =
        new Runnable() {
          @Override
          public void run() {
            await();
          }
        };
    Thread hook =
        new Thread("refledger-hook") {
          @Override
          public void run() {
            births.enter();
            AgentThreads.start("hanging-exit", births, waiting);
          }
        };
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The program's hooks have ended. */
  void over() {
    synchronized (turn) {
      isOver = true;
      turn.notifyAll();
    }
  }

  private void await() {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    synchronized (turn) {
      while (!isOver) {
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          break;
        }
        try {
          turn.wait(leftMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
      if (isOver) {
        return;
      }
    }
    report.run();
  }
}
