package io.refledger.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.NamePattern;
import io.refledger.leak.Origin;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GateTest {
  private static final Finding SESSIONS =
      SampleFindings.of(FindingKind.GROWTH, "com.acme.Session", 52);
  private static final Finding USERS = SampleFindings.of(FindingKind.GROWTH, "com.acme.User", 8);
  private static final Finding COUPLES =
      SampleFindings.of(FindingKind.CYCLE, "com.acme.Partner", 200);
  private static final Gate ON_GROWTH = Gate.on(Set.of(FindingKind.GROWTH));

  @Test
  void finding_should_fail_if_its_kind_does() {
    assertThat(reasons(ON_GROWTH, SESSIONS, COUPLES)).containsExactly("GROWTH fails this gate");
    assertThat(reasons(Gate.on(Set.of(FindingKind.CYCLE)), SESSIONS, COUPLES))
        .containsExactly("CYCLE fails this gate");
    assertThat(reasons(Gate.on(Set.of()), SESSIONS)).isEmpty();
  }

  @Test
  void excused_finding_and_that_of_a_library_should_not_fail() {
    Finding library = SampleFindings.of(FindingKind.GROWTH, Origin.LIBRARY, "org.lib.Pool", 9);

    assertThat(reasons(ON_GROWTH, SESSIONS.known(true), USERS.suppressedBy("why"), library))
        .isEmpty();
  }

  @Test
  void known_finding_that_has_grown_should_fail_and_say_from_what() {
    var known = new Baseline.Known(SESSIONS.id(), FindingKind.GROWTH, "com.acme.Session", 50);
    var screen =
        new Screen(Suppressions.NONE, new Baseline(Map.of(known.id(), known)), LocalDate.EPOCH);

    assertThat(ON_GROWTH.judge(screen.screen(List.of(SESSIONS)), List.of(), Map.of()))
        .extracting(Gate.Failure::reason)
        .containsExactly("known up to max=50, there are more: 52 objects");
  }

  @Test
  void budget_should_add_up_the_objects_of_the_classes_it_is_about() {
    Gate sixty = gate(new Budget(FindingKind.GROWTH, NamePattern.of("com.acme.*"), 60));
    Gate fiftyNine = gate(new Budget(FindingKind.GROWTH, NamePattern.of("com.acme.*"), 59));

    assertThat(reasons(sixty, SESSIONS, USERS)).isEmpty();
    assertThat(reasons(fiftyNine, SESSIONS, USERS))
        .containsExactly(
            "over the budget GROWTH:com.acme.*=59: 60 objects",
            "over the budget GROWTH:com.acme.*=59: 60 objects");
  }

  @Test
  void first_budget_that_is_about_a_finding_should_count_it_whatever_its_kind() {
    Gate gate =
        gate(Budget.parse("GROWTH:com.acme.User=8"), Budget.parse("growth:**=51"), cycles(199));

    assertThat(reasons(gate, SESSIONS, USERS, COUPLES))
        .containsExactly(
            "over the budget GROWTH:**=51: 52 objects",
            "over the budget CYCLE:**=199: 200 objects");
  }

  private static Budget cycles(long max) {
    return new Budget(FindingKind.CYCLE, NamePattern.of("**"), max);
  }

  @Test
  void what_was_not_wholly_seen_should_fail_unless_it_is_allowed() {
    Gate lenient = new Gate(Set.of(FindingKind.GROWTH), List.of(), true);
    var nothing = new Screen.Screened(List.of(), List.of(), Map.of(), List.of());

    assertThat(ON_GROWTH.judge(nothing, List.of("tracking was narrowed to a.**"), Map.of()))
        .extracting(Gate.Failure::reason)
        .containsExactly("incomplete: tracking was narrowed to a.**");
    assertThat(lenient.judge(nothing, List.of("tracking was narrowed to a.**"), Map.of()))
        .isEmpty();
  }

  @Test
  void kind_that_was_not_looked_for_should_fail_and_not_pass_for_none_was_found() {
    Gate onBoth = Gate.on(Set.of(FindingKind.GROWTH, FindingKind.RESOURCE));
    var nothing = new Screen.Screened(List.of(), List.of(), Map.of(), List.of());

    assertThat(onBoth.judge(nothing, List.of(), Map.of(FindingKind.RESOURCE, "resources=off")))
        .extracting(Gate.Failure::reason)
        .containsExactly("RESOURCE was not looked for: resources=off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GROWTH", "GROWTH:a.B", "GROWTH:=1", "LEAK:a.B=1", "GROWTH:a.B=-1", "a.B=1"})
  void wrong_budget_should_be_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Budget.parse(text))
        .withMessage(
            "a budget is KIND:PATTERN=N, such as GROWTH:com.acme.**=0, with KIND of GROWTH RESOURCE"
                + " SURVIVOR CYCLE: "
                + text);
  }

  private static Gate gate(Budget... budgets) {
    return new Gate(Set.of(FindingKind.GROWTH), List.of(budgets), false);
  }

  private static List<String> reasons(Gate gate, Finding... findings) {
    var screen = new Screen(Suppressions.NONE, Baseline.NONE, LocalDate.EPOCH);
    return gate.judge(screen.screen(List.of(findings)), List.of(), Map.of()).stream()
        .map(Gate.Failure::reason)
        .toList();
  }
}
