package io.refledger.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All runs, by workload and contestant, in the order in which they first ran. */
final class Comparison {
  /** The contestant to which the others are compared: no tool at all. */
  static final String PLAIN = "plain";

  private final Map<String, Map<String, Result>> resultByContestantByWorkload;

  private Comparison(Map<String, Map<String, Result>> results) {
    resultByContestantByWorkload = results;
  }

  /** Compares these runs. */
  static Comparison of(List<Run> runs) {
    Map<String, Map<String, Result>> results = new LinkedHashMap<>();
    grouped(runs, Run::workload)
        .forEach((workload, ofWorkload) -> results.put(workload, byContestant(ofWorkload)));
    return new Comparison(results);
  }

  private static Map<String, Result> byContestant(List<Run> runs) {
    String plainCheck =
        runs.stream()
            .filter(run -> run.contestant().equals(PLAIN) && run.isMeasured())
            .map(Run::check)
            .findFirst()
            .orElse("");
    Map<String, Result> results = new LinkedHashMap<>();
    grouped(runs, Run::contestant)
        .forEach((name, ofName) -> results.put(name, result(name, ofName, plainCheck)));
    return results;
  }

  private static Map<String, List<Run>> grouped(List<Run> runs, Function<Run, String> key) {
    return runs.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static Result result(String contestant, List<Run> runs, String plainCheck) {
    List<Run> measured = runs.stream().filter(Run::isMeasured).toList();
    return new Result(
        contestant,
        measured.size(),
        spread(measured, Run::wallSeconds),
        spread(measured, Run::userSeconds),
        runs.stream()
            .flatMap(run -> remarks(run, plainCheck))
            .filter(remark -> !remark.isEmpty())
            .distinct()
            .toList());
  }

  private static Optional<Spread> spread(List<Run> runs, ToDoubleFunction<Run> seconds) {
    double[] values = runs.stream().mapToDouble(seconds).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
  }

  private static Stream<String> remarks(Run run, String plainCheck) {
    return run.isMeasured()
        ? Stream.of(difference(run.check(), plainCheck), run.remark())
        : Stream.of(run.problem());
  }

  private static String difference(String check, String plainCheck) {
    if (plainCheck.isEmpty()) {
      return "no CHECK line of the plain run: results not compared";
    }
    return check.equals(plainCheck)
        ? ""
        : "result differs from the plain run's: '" + check + "', not '" + plainCheck + "'";
  }

  /** The workloads. */
  List<String> workloads() {
    return List.copyOf(resultByContestantByWorkload.keySet());
  }

  /** The contestants in a workload. */
  List<Result> results(String workload) {
    return List.copyOf(resultByContestantByWorkload.get(workload).values());
  }

  /** The contestants in any workload, without the plain run. */
  List<String> tools() {
    return resultByContestantByWorkload.values().stream()
        .flatMap(results -> results.keySet().stream())
        .filter(contestant -> !contestant.equals(PLAIN))
        .distinct()
        .toList();
  }

  /** How many times the plain run's median a contestant's is; empty if either has none. */
  OptionalDouble ratio(
      String workload, String contestant, Function<Result, Optional<Spread>> time) {
    Map<String, Result> results = resultByContestantByWorkload.get(workload);
    OptionalDouble plain = median(results.get(PLAIN), time);
    OptionalDouble other = median(results.get(contestant), time);
    return plain.isEmpty() || other.isEmpty() || plain.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(other.getAsDouble() / plain.getAsDouble());
  }

  private static OptionalDouble median(Result result, Function<Result, Optional<Spread>> time) {
    return Optional.ofNullable(result)
        .flatMap(time)
        .map(spread -> OptionalDouble.of(spread.median()))
        .orElse(OptionalDouble.empty());
  }

  /** The ratios of a contestant in all workloads that have one, in their order. */
  List<Double> ratios(String contestant, Function<Result, Optional<Spread>> time) {
    List<Double> ratios = new ArrayList<>();
    for (String workload : workloads()) {
      ratio(workload, contestant, time).ifPresent(ratios::add);
    }
    return ratios;
  }

  /** The geometric mean; empty of nothing. */
  static OptionalDouble geometricMean(List<Double> ratios) {
    OptionalDouble logarithm = ratios.stream().mapToDouble(Math::log).average();
    return logarithm.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.exp(logarithm.getAsDouble()));
  }
}
