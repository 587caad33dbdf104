package io.refledger.agent;

import io.refledger.rt.Identity;
import io.refledger.rt.Installation;
import io.refledger.rt.spi.SnapshotVisitor;
import java.util.Map;

/** The threads of the program that run, as a snapshot has them. */
final class RunningThreads {
  private RunningThreads() {}

  /** Shows all platform threads; their stacks are of one instant each. */
  static void showTo(SnapshotVisitor visitor) {
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      StackTraceElement[] frames = entry.getValue();
      String[] methods = new String[frames.length];
      for (int i = 0; i < frames.length; i++) {
        methods[i] = frames[i].getClassName() + "." + frames[i].getMethodName();
      }
      visitor.thread(slot(thread), thread.getName(), methods);
    }
  }

  /** Of a thread from before the agent, the slot of what stands for its references. */
  private static int slot(Thread thread) {
    int slot = Identity.slot(thread);
    return slot != 0 ? slot : Installation.ADOPTED.slot(thread);
  }
}
