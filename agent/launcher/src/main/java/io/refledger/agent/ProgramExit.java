package io.refledger.agent;

import io.refledger.agent.cache.WovenCache;
import io.refledger.agent.log.Console;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.sink.ExitReport;
import io.refledger.agent.sink.Reports;
import io.refledger.report.ReportNotWrittenException;
import io.refledger.report.progress.Phases;
import io.refledger.report.text.VerdictText;
import io.refledger.rt.ExitStatus;
import java.nio.file.Path;
import java.util.Optional;

/*
 * The thread that ends the JVM may have a small stack, or be near the end of it, and reports take
 * some: they are made in a thread of the agent's, which the other one waits for.
 */
/** What happens when the JVM ends, unless the agent has left it before. */
final class ProgramExit implements Runnable {
  private final AgentOptions options;
  private final RuntimeLink runtime;
  private final WovenCache cache;
  private final ExitReport report;

  /** Ends what would delay the last report. */
  private final Runnable livePageEnd;

  private volatile boolean isOver;

  ProgramExit(
      AgentOptions options,
      RuntimeLink runtime,
      WovenCache cache,
      ExitReport report,
      Runnable livePageEnd) {
    this.options = options;
    this.runtime = runtime;
    this.cache = cache;
    this.report = report;
    this.livePageEnd = livePageEnd;
  }

  @Override
  public void run() {
    if (isOver) {
      return;
    }
    runtime.enter();
    try {
      await(AgentThreads.start("exit", runtime, work()));
    } catch (OutOfMemoryError noThread) {
      end();
    }
  }

  private Runnable work() {
    return new Runnable() {
      @Override
      public void run() {
        end();
      }
    };
  }

  private static void await(Thread thread) {
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    livePageEnd.run();
    if (ExitGate.isAsked(options)) {
      writeAndJudge();
    } else {
      report.write();
      cache.save();
    }
  }

  /**
   * Writes the last report now, and none when the JVM ends; what that came to, in lines. Nothing is
   * judged: the program goes on.
   */
  String writeNow(Phases phases) {
    isOver = true;
    livePageEnd.run();
    try {
      if (options.get(OptionKey.REPORT).isEmpty()) {
        return "";
      }
      Optional<Reports.Written> written = report.writeNow(phases);
      if (written.isEmpty()) {
        return "";
      }
      StringBuilder lines = new StringBuilder(VerdictText.of(written.get().model()));
      for (Path file : written.get().files()) {
        lines.append(file.toAbsolutePath()).append('\n');
      }
      return lines.toString();
    } catch (ReportNotWrittenException | RuntimeException | OutOfMemoryError e) {
      return "no last report: " + e.getMessage() + "\n";
    } finally {
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
