package io.refledger.agent;

import io.refledger.agent.command.Operations;
import io.refledger.agent.jmx.LedgerBean;
import io.refledger.agent.log.Console;

/** The start and the end of the MBean. Apart, so that nothing of it is loaded before. */
final class ManagementBean {
  private ManagementBean() {}

  /**
   * Registers it in a thread of its own; one line if this JVM has no MBeans.
   *
   * @return takes it back
   */
  static Runnable start(Operations operations, RuntimeLink runtime) {
    if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
      Console.line("jmx=on: this JVM has no MBeans (module java.management), no MBean");
      return LiveStart.NOTHING;
    }
    Runnable registration =
        new Runnable() {
          @Override
          public void run() {
            LedgerBean.register(operations, AgentThreads.forListeners("jmx-listeners"));
          }
        };
    AgentThreads.start("jmx", runtime, registration);
    return new Runnable() {
      @Override
      public void run() {
        LedgerBean.unregister();
      }
    };
  }
}
