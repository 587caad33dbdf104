package io.refledger.gate;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule by which a run passes or fails. It fails closed: what was not wholly seen fails too.
 *
 * @param failOn the kinds whose findings fail
 * @param budgets where two are about the same finding, the first one counts its objects
 * @param allowsIncomplete whether a report passes that could not see everything
 */
public record Gate(Set<FindingKind> failOn, List<Budget> budgets, boolean allowsIncomplete) {

  public Gate {
    failOn = Set.copyOf(failOn);
    budgets = List.copyOf(budgets);
  }

  /** A gate on kinds alone. */
  public static Gate on(Set<FindingKind> failOn) {
    return new Gate(failOn, List.of(), false);
  }

  /**
   * Why a run fails.
   *
   * @param finding absent when it is no finding that fails
   */
  public record Failure(Optional<Finding> finding, String reason) {}

  /**
   * Read this first. Everything that fails: the findings in their order, then what was not seen.
   * Empty means that the gate passed.
   *
   * @param incomplete the reasons why the report cannot be trusted
   * @param notObserved kinds that the run did not look for, and why
   */
  public List<Failure> judge(
      Screen.Screened screened, List<String> incomplete, Map<FindingKind, String> notObserved) {
    List<Finding> counted = screened.findings().stream().filter(Gate::isTheApplications).toList();
    Map<Budget, Long> objects = objectsByBudget(counted);
    List<Failure> failures = new ArrayList<>();
    for (Finding finding : counted) {
      reason(finding, objects, screened.outgrown())
          .ifPresent(reason -> failures.add(new Failure(Optional.of(finding), reason)));
    }
    failOn.stream()
        .filter(notObserved::containsKey)
        .sorted()
        .map(kind -> kind + " was not looked for: " + notObserved.get(kind))
        .forEach(reason -> failures.add(new Failure(Optional.empty(), reason)));
    if (!allowsIncomplete) {
      incomplete.forEach(
          reason -> failures.add(new Failure(Optional.empty(), "incomplete: " + reason)));
    }
    return List.copyOf(failures);
  }

  private static boolean isTheApplications(Finding finding) {
    return finding.origin() == Origin.APPLICATION && !finding.isExcused();
  }

  private Map<Budget, Long> objectsByBudget(List<Finding> findings) {
    Map<Budget, Long> objects = new HashMap<>();
    for (Finding finding : findings) {
      budgetOf(finding).ifPresent(budget -> objects.merge(budget, finding.count(), Long::sum));
    }
    return objects;
  }

  private Optional<Budget> budgetOf(Finding finding) {
    return budgets.stream().filter(budget -> budget.isAbout(finding)).findFirst();
  }

  private Optional<String> reason(
      Finding finding, Map<Budget, Long> objects, Map<String, Long> outgrown) {
    Optional<Budget> budget = budgetOf(finding);
    if (budget.isPresent()) {
      long sum = objects.get(budget.get());
      return sum > budget.get().max()
          ? Optional.of("over the budget " + budget.get() + ": " + objects(sum))
          : Optional.empty();
    }
    if (!failOn.contains(finding.kind())) {
      return Optional.empty();
    }
    Long max = outgrown.get(finding.id());
    return Optional.of(
        max == null
            ? finding.kind() + " fails this gate"
            : "known up to max=" + max + ", there are more: " + objects(finding.count()));
  }

  private static String objects(long count) {
    return count == 1 ? "1 object" : count + " objects";
  }
}
