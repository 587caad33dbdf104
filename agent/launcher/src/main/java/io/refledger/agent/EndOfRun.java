package io.refledger.agent;

import io.refledger.agent.cache.WovenCache;
import io.refledger.agent.log.Console;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.sink.ExitReport;
import io.refledger.rt.ExitStatus;

/**
 * Writes the last report, and judges the run by it where a gate is asked for.
 *
 * @param cache is saved then
 */
record EndOfRun(AgentOptions options, ExitReport report, WovenCache cache) implements Runnable {
  @Override
  public void run() {
    if (ExitGate.isAsked(options)) {
      writeAndJudge();
    } else {
      report.write();
      cache.save();
    }
  }

  private void writeAndJudge() {
    int own = ownStatus();
    boolean hasPassed = false;
    try {
      hasPassed = report.write();
      cache.save();
    } finally {
      ExitStatus.judged();
      if (!hasPassed) {
        fail(own);
      }
    }
  }

  private static int ownStatus() {
    boolean failsToBegin = !ExitStatus.isAsked() && JavaLang.hasMainClassFailed();
    return failsToBegin ? 1 : ExitStatus.now();
  }

  /** Ends the JVM, whose hooks have run, with the status of a failed gate, if it had none yet. */
  private void fail(int own) {
    if (own != 0) {
      Console.line("the gate failed; the exit status is the program's own, " + own);
      return;
    }
    int status = options.get(OptionKey.EXITCODE);
    try {
      Console.line("the gate failed, exit status " + status);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }
}
