package io.refledger.report;

import io.refledger.snapshot.Attachment;
import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Inlining;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The facts of many runs as those of one. Sums are sums; of times, and of classes that every JVM
 * weaves again, the largest is taken. Texts that differ stand beside each other.
 */
final class RunFactsMerge {
  private static final String BETWEEN = ", ";

  private RunFactsMerge() {}

  static RunFacts of(List<RunFacts> runs) {
    RunFacts first = runs.get(0);
    return new RunFacts(
        new RunFacts.Tool(first.tool().name(), distinct(runs, run -> run.tool().version())),
        new RunFacts.Jvm(
            distinct(runs, run -> run.jvm().version()),
            0,
            runs.size() + " JVMs: " + distinct(runs, run -> run.jvm().command())),
        options(runs),
        runs.stream().map(RunFacts::totals).reduce(Totals::plus).orElseThrow(),
        generations(runs),
        pauses(runs.stream().map(RunFacts::pauses).toList()),
        Optional.empty(),
        coverage(runs.stream().map(RunFacts::coverage).toList()),
        losses(runs.stream().map(RunFacts::losses).toList()),
        runs.stream().flatMap(run -> run.audit().stream()).reduce(Audit::plus));
  }

  private static String distinct(List<RunFacts> runs, Function<RunFacts, String> text) {
    return runs.stream().map(text).distinct().collect(Collectors.joining(BETWEEN));
  }

  private static Map<String, String> options(List<RunFacts> runs) {
    Map<String, String> options = new TreeMap<>();
    for (RunFacts run : runs) {
      for (String key : run.options().keySet()) {
        options.put(
            key,
            runs.stream()
                .flatMap(one -> Optional.ofNullable(one.options().get(key)).stream())
                .distinct()
                .collect(Collectors.joining(BETWEEN)));
      }
    }
    return options;
  }

  private static List<GenerationStats> generations(List<RunFacts> runs) {
    List<GenerationStats> sums = new ArrayList<>();
    for (RunFacts run : runs) {
      for (int i = 0; i < run.generations().size(); i++) {
        GenerationStats one = run.generations().get(i);
        if (i == sums.size()) {
          sums.add(one);
        } else {
          sums.set(i, sums.get(i).plus(one));
        }
      }
    }
    return sums;
  }

  private static PauseStats pauses(List<PauseStats> all) {
    return new PauseStats(
        all.stream().mapToLong(PauseStats::count).sum(),
        all.stream().mapToLong(PauseStats::p50Micros).max().orElse(0),
        all.stream().mapToLong(PauseStats::p99Micros).max().orElse(0),
        all.stream().mapToLong(PauseStats::maxMicros).max().orElse(0));
  }

  private static Coverage coverage(List<Coverage> all) {
    return new Coverage(
        all.stream().mapToInt(Coverage::classesWoven).max().orElse(0),
        all.stream().flatMap(one -> one.classesSkipped().stream()).distinct().toList(),
        all.stream().flatMap(one -> one.methodsSkipped().stream()).distinct().toList(),
        all.stream()
            .map(Coverage::inlining)
            .max(Comparator.comparingInt(Inlining::methods))
            .orElse(Inlining.UNKNOWN),
        all.stream()
            .flatMap(one -> one.attachment().stream())
            .max(Comparator.comparingLong(Attachment::longestStopMillis)));
  }

  private static Losses losses(List<Losses> all) {
    return new Losses(
        all.stream().mapToLong(Losses::untracked).sum(),
        all.stream().mapToLong(Losses::recordsDropped).sum(),
        all.stream().flatMap(one -> one.others().stream()).distinct().toList());
  }
}
