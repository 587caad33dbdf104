package io.refledger.agent;

import io.refledger.agent.command.Operations;
import io.refledger.agent.jfr.LedgerRecorder;
import io.refledger.agent.log.Console;
import java.util.concurrent.Executor;

/** The start of the flight recorder events. Apart, so that nothing of them is loaded before. */
final class Recorder {
  private Recorder() {}

  /**
   * Begins to emit events; one line if this JVM has no flight recorder.
   *
   * @param threads runs a task in a thread of its own, with births off
   * @return what ends it
   */
  static Runnable start(Operations operations, RuntimeLink runtime, Executor threads) {
    boolean hasModule = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    if (!hasModule || !LedgerRecorder.isAvailable()) {
      Console.line("jfr=on: this JVM has no flight recorder (module jdk.jfr), no events");
      return LiveStart.NOTHING;
    }
    LedgerRecorder recorder =
        LedgerRecorder.register(operations, RuntimeLog.begin(runtime), threads);
    AgentThreads.start("jfr", runtime, recorder);
    return recorder::close;
  }
}
