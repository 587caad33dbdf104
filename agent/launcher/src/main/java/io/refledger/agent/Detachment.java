package io.refledger.agent;

import io.refledger.agent.attach.Quiescence;
import io.refledger.agent.command.Commands;
import io.refledger.agent.transform.GuardedWeaver;
import io.refledger.agent.transform.Removal;
import io.refledger.report.progress.Phases;
import io.refledger.rt.ExitStatus;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/*
 * The order matters: the last report needs the ledger; hooks must do nothing before classes get their
 * own code back, as from then on some frames count and others do not; and the memory goes when nobody
 * can be reading it.
 */
/** How the agent leaves the program. Once. */
final class Detachment {
  private static final long BYTES_PER_KIB = 1024;

  private final RuntimeLink runtime;
  private final Instrumentation instrumentation;
  private final List<ClassFileTransformer> transformers = new ArrayList<>();
  private final List<Class<?>> changed = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();
  private GuardedWeaver weaver;
  private ProgramExit exit;

  Detachment(RuntimeLink runtime, Instrumentation instrumentation) {
    this.runtime = runtime;
    this.instrumentation = instrumentation;
  }

  /** Classes go through these. */
  void transformers(GuardedWeaver weaver, ClassFileTransformer... transformers) {
    this.weaver = weaver;
    this.transformers.addAll(List.of(transformers));
  }

  /** Its classes go through this one, too. */
  void transformer(MethodEntryTransformer transformer) {
    transformers.add(transformer);
    changed.addAll(transformer.classes());
  }

  /** What is to be ended, in this order. */
  void end(Runnable end) {
    ends.add(end);
  }

  /** The exit that writes the last report if the JVM ends first. */
  void lastReport(ProgramExit exit) {
    this.exit = exit;
  }

  /**
   * Read this first. Leaves the program; what that came to, as text.
   *
   * @throws IllegalStateException if it was done before
   */
  synchronized String run(Phases phases) {
    if (!Commands.detach()) {
      throw new IllegalStateException(Commands.DETACHED);
    }
    String report = exit.writeNow(phases);
    return "RefLedger is out of this JVM.\n" + report + leave(phases);
  }

  /** Takes back what was done so far by a start that failed. */
  synchronized void undo() {
    if (weaver != null && Commands.detach()) {
      leave(Phases.NONE);
    }
  }

  private String leave(Phases phases) {
    phases.begin("leaving the program");
    for (Runnable end : ends) {
      end.run();
    }
    AgentThreads.stopAll();
    ExitStatus.judged();
    runtime.disconnect();
    runtime.end();
    phases.begin("giving classes their own code back");
    Removal.Result removed = Removal.of(weaver, instrumentation, transformers, changed);
    return "classes with their own code again: "
        + removed.restored()
        + "\nclasses whose calls do nothing now: "
        + removed.kept()
        + "\n"
        + giveMemoryBack();
  }

  private String giveMemoryBack() {
    Optional<Quiescence> quiescence = Quiescence.of(instrumentation);
    if (quiescence.isEmpty()) {
      return "memory is kept: this JVM does not tell what its threads do\n";
    }
    if (!quiescence.get().await()) {
      return "memory is kept: a thread did not leave the ledger within ten seconds\n";
    }
    runtime.emptyRegisters();
    if (!quiescence.get().await()) {
      return "memory is kept: a thread did not leave the ledger within ten seconds\n";
    }
    return "memory given back: " + runtime.release() / BYTES_PER_KIB + " KiB\n";
  }
}
