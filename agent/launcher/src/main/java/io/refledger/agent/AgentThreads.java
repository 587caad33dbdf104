package io.refledger.agent;

import io.refledger.agent.log.Console;
import io.refledger.agent.transform.BirthGuard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads of the agent's own: daemons whose objects are not the program's. */
final class AgentThreads {
  private static final long KEEP_SECONDS = 10;
  private static final int MOST_WAIT_MILLIS = 2000;

  /** Those that run. Guarded by itself. */
  private static final Set<Thread> RUNNING = new HashSet<>();

  /** Whatever the program's threads have: reports are not made with less. */
  private static final long STACK_BYTES = 1 << 20;

  private AgentThreads() {}

  /**
   * Starts a thread that runs {@code task} with births off. What it throws is one line: the
   * program's handler of uncaught exceptions never hears of it.
   *
   * @throws OutOfMemoryError if there can be no more threads
   */
  static Thread start(String name, BirthGuard births, Runnable task) {
    Runnable guarded =
        new Runnable() {
          @Override
          public void run() {
            births.enter();
            try {
              task.run();
            } catch (Throwable e) {
              tell(name, e);
            } finally {
              synchronized (RUNNING) {
                RUNNING.remove(Thread.currentThread());
              }
            }
          }
        };
    Thread thread = new Thread(systemGroup(), guarded, "refledger-" + name, STACK_BYTES, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    synchronized (RUNNING) {
      RUNNING.add(thread);
    }
    thread.start();
    return thread;
  }

  private static void tell(String name, Throwable failure) {
    try {
      Console.failure("the agent's thread " + name + " has ended: " + failure, failure);
    } catch (Throwable noMemory) {
      // There is no room for the line either.
    }
  }

  /** Interrupts all of them but the calling one, and waits for their ends, two seconds at most. */
  static void stopAll() {
    List<Thread> running;
    synchronized (RUNNING) {
      running = new ArrayList<>(RUNNING);
    }
    running.remove(Thread.currentThread());
    running.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + MOST_WAIT_MILLIS * 1_000_000L;
    try {
      for (Thread thread : running) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left > 0) {
          thread.join(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs tasks one after the other in a thread of this name, which is there while there are some:
   * what listeners of the program's make in it is the program's.
   */
  static Executor forListeners(String name) {
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(systemGroup(), task, "refledger-" + name, 0, false);
          thread.setDaemon(true);
          thread.setContextClassLoader(null);
          return thread;
        };
    var executor =
        new ThreadPoolExecutor(
            1, 1, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static ThreadGroup systemGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
