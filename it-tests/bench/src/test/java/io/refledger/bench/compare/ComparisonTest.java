package io.refledger.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ComparisonTest {
  private static Run run(String workload, String contestant, double seconds) {
    return new Run(workload, contestant, seconds, seconds / 2, "", "", "CHECK 1");
  }

  private static Run failed(String workload, String contestant, String problem) {
    return new Run(workload, contestant, 60, 30, problem, "", "");
  }

  private static Run withCheck(String contestant, String check) {
    return new Run("w", contestant, 1, 1, "", "", check);
  }

  private static Result result(Comparison comparison, String contestant) {
    return comparison.results("w").stream()
        .filter(result -> result.contestant().equals(contestant))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ratio_should_be_that_of_the_medians() {
    var comparison =
        Comparison.of(
            List.of(
                run("w", "plain", 1),
                run("w", "lean", 6),
                run("w", "plain", 3),
                run("w", "lean", 4),
                run("w", "plain", 2),
                run("w", "lean", 90)));

    assertThat(comparison.ratio("w", "lean", Result::wall)).hasValue(3);
  }

  @Test
  void run_with_a_problem_should_count_as_remark_and_not_as_time() {
    var comparison =
        Comparison.of(
            List.of(run("w", "plain", 1), run("w", "lean", 2), failed("w", "lean", "no end")));

    Result lean = result(comparison, "lean");

    assertThat(lean.runs()).isEqualTo(1);
    assertThat(lean.wall()).contains(new Spread(2, 2, 2));
    assertThat(lean.remarks()).containsExactly("no end");
  }

  @Test
  void contestant_that_never_ran_should_have_its_reason_once_and_no_ratio() {
    var comparison =
        Comparison.of(
            List.of(
                run("w", "plain", 1),
                failed("w", "jfr", "cannot run"),
                failed("w", "jfr", "cannot run")));

    assertThat(result(comparison, "jfr").wall()).isEmpty();
    assertThat(result(comparison, "jfr").remarks()).containsExactly("cannot run");
    assertThat(comparison.ratio("w", "jfr", Result::wall)).isEmpty();
    assertThat(comparison.tools()).containsExactly("jfr");
  }

  @Test
  void result_that_differs_from_the_plain_runs_should_be_said() {
    var comparison =
        Comparison.of(List.of(withCheck("plain", "CHECK 1"), withCheck("lean", "CHECK 2")));

    assertThat(result(comparison, "plain").remarks()).isEmpty();
    assertThat(result(comparison, "lean").remarks())
        .containsExactly("result differs from the plain run's: 'CHECK 2', not 'CHECK 1'");
  }

  @Test
  void plain_run_that_says_nothing_of_its_result_should_be_said_too() {
    var comparison = Comparison.of(List.of(withCheck("plain", ""), withCheck("lean", "CHECK 2")));

    assertThat(result(comparison, "lean").remarks())
        .containsExactly("no CHECK line of the plain run: results not compared");
  }

  @Test
  void mean_should_be_geometric_and_of_those_workloads_that_have_a_ratio() {
    var comparison =
        Comparison.of(
            List.of(
                run("a", "plain", 1),
                run("a", "lean", 2),
                run("b", "plain", 1),
                run("b", "lean", 8),
                run("c", "plain", 1),
                failed("c", "lean", "no end")));

    List<Double> ratios = comparison.ratios("lean", Result::wall);

    assertThat(ratios).containsExactly(2.0, 8.0);
    assertThat(Comparison.geometricMean(ratios).orElseThrow()).isCloseTo(4, within(1e-9));
    assertThat(Comparison.geometricMean(List.of())).isEmpty();
  }
}
