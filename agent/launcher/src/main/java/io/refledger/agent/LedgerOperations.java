package io.refledger.agent;

import io.refledger.agent.audit.HeapAudit;
import io.refledger.agent.command.Operations;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.sink.ReportSource;
import io.refledger.agent.sink.Reports;
import io.refledger.report.LedgerState;
import io.refledger.report.text.AuditText;
import io.refledger.report.text.StatusText;
import io.refledger.report.text.VerdictText;
import io.refledger.rt.LedgerTotals;
import java.io.IOException;
import java.nio.file.Path;
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
    Reports reports)
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
  public Totals totals() {
    LedgerTotals now = runtime.ledger().totals();
    return new Totals(
        now.allocated(),
        now.freedByCount(),
        now.freedByCollector(),
        now.live(),
        now.underflows(),
        now.revived());
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
  public String status() {
    long state = runtime.enter();
    try {
      return StatusText.of(source.report().model(), ledgerState());
    } finally {
      runtime.leave(state);
    }
  }

  private LedgerState ledgerState() {
    return new LedgerState(
        runtime.frozen(), runtime.ledger().usedBytes(), options.maxMemoryBytes(), optionsSet());
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
  public String report(Optional<Path> directory) throws IOException {
    long state = runtime.enter();
    try {
      Reports.Written written = reports.write(directory);
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
  public String audit() throws IOException {
    long state = runtime.enter();
    try {
      runtime.collect();
      return AuditText.of(heapAudit.run().audit());
    } finally {
      runtime.leave(state);
    }
  }
}
