package io.refledger.agent;

import io.refledger.agent.audit.HeapAudit;
import io.refledger.agent.command.FindingListener;
import io.refledger.agent.command.LedgerFigures;
import io.refledger.agent.command.Operations;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.sink.ReportSource;
import io.refledger.agent.sink.Reports;
import io.refledger.leak.Finding;
import io.refledger.report.LedgerState;
import io.refledger.report.progress.Phases;
import io.refledger.report.text.AuditText;
import io.refledger.report.text.StatusText;
import io.refledger.report.text.VerdictText;
import io.refledger.rt.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the agent does when it is asked, each with the births of the asking thread off. */
record LedgerOperations(
    AgentOptions options,
    RuntimeLink runtime,
    Watchlist watchlist,
    HeapAudit heapAudit,
    ReportSource source,
    Reports reports,
    ReportFacts facts,
    FindingListeners findingListeners,
    Detachment detachment)
    implements Operations {

  @Override
  public long enter() {
    return runtime.enter();
  }

  @Override
  public void leave(long state) {
    runtime.leave(state);
  }

  @Override
  public LedgerFigures figures() {
    long state = runtime.enter();
    try {
      return facts.figures(runtime.ledger());
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public int frozen() {
    long state = runtime.enter();
    try {
      return runtime.frozen();
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public int collect() {
    long state = runtime.enter();
    try {
      return runtime.collect();
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public Frozen freeze() {
    long state = runtime.enter();
    try {
      // Frozen garbage would never be found.
      int collected = runtime.collect();
      runtime.freeze();
      runtime.ledger().liveCurve().begin();
      return new Frozen(collected, runtime.frozen());
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public String watch(String patterns) {
    long state = runtime.enter();
    try {
      return watchlist.add(patterns);
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public String status(Phases phases) {
    long state = runtime.enter();
    try {
      return StatusText.of(source.report(phases).model(), ledgerState());
    } finally {
      runtime.leave(state);
    }
  }

  private LedgerState ledgerState() {
    return new LedgerState(
        runtime.frozen(),
        runtime.ledger().memory().usedBytes(),
        options.maxMemoryBytes(),
        runtime.ledger().memory().firstBytes(),
        Installation.TYPES.count(),
        Installation.SITES.count(),
        optionsSet());
  }

  private List<String> optionsSet() {
    List<String> set = new ArrayList<>();
    for (OptionKey<?> key : OptionKey.all()) {
      if (options.isSet(key)) {
        set.add(key.name() + "=" + options.asText().get(key.name()));
      }
    }
    for (String patterns : watchlist.added()) {
      set.add("watch=" + patterns);
    }
    return set;
  }

  @Override
  public String report(Optional<Path> directory, Phases phases) throws IOException {
    long state = runtime.enter();
    try {
      Reports.Written written = reports.write(directory, phases);
      StringBuilder answer = new StringBuilder(VerdictText.of(written.model()));
      for (Path file : written.files()) {
        answer.append(file.toAbsolutePath()).append('\n');
      }
      return answer.toString();
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public String audit(Phases phases) throws IOException {
    long state = runtime.enter();
    try {
      phases.begin("comparing with the JVM's heap");
      runtime.collect();
      return AuditText.of(heapAudit.run().audit());
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public List<Finding> findings() {
    long state = runtime.enter();
    try {
      return source.report(Phases.NONE).model().findings();
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public void onFindings(FindingListener listener) {
    findingListeners.add(listener);
  }

  @Override
  public void dump(Path file) throws IOException {
    long state = runtime.enter();
    try {
      runtime.collect();
      runtime.dump(file);
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public String detach(Phases phases) {
    // Births stay off to the end: there is no ledger to come back to.
    runtime.enter();
    return detachment.run(phases);
  }

  @Override
  public void feed(Path directory, long reader, Duration interval) {
    AgentThreads.start("top", runtime, new TopFeed(runtime, facts, directory, reader, interval));
  }
}
