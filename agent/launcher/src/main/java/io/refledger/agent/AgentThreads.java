package io.refledger.agent;

import io.refledger.agent.transform.BirthGuard;

/** Threads of the agent's own: daemons whose objects are not the program's. */
final class AgentThreads {
  private AgentThreads() {}

  /** Starts a thread that runs {@code task} with births off. */
  static void start(String name, BirthGuard births, Runnable task) {
    Runnable guarded =
        new Runnable() {
          @Override
          public void run() {
            births.enter();
            task.run();
          }
        };
    Thread thread = new Thread(systemGroup(), guarded, "refledger-" + name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  private static ThreadGroup systemGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
