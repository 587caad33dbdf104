package io.refledger.it.leak;

import static io.refledger.it.leak.ReportText.CYCLE;
import static io.refledger.it.leak.ReportText.SESSION;
import static io.refledger.it.leak.ReportText.STREAM;
import static io.refledger.it.leak.ReportText.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpectedFindingTest {
  private static final ExpectedFinding EXPECTED_SESSION =
      new ExpectedFinding(
          "GROWTH",
          List.of("Shop$Session"),
          List.of(60L),
          Optional.of("Shop.SESSIONS"),
          List.of("java.util.HashMap.putVal", "Shop.keep", "Shop.java:3"));

  private static final ExpectedFinding EXPECTED_STREAM =
      new ExpectedFinding(
          "RESOURCE",
          List.of("java.io.FileInputStream"),
          List.of(5L),
          Optional.empty(),
          List.of("Shop.load", "Shop.main"));

  private static final ExpectedFinding EXPECTED_CYCLE =
      new ExpectedFinding(
          "CYCLE", List.of("Shop$Order"), List.of(9L), Optional.of("Shop$Item.order"), List.of());

  @Test
  void right_reports_should_have_no_faults() {
    assertThat(EXPECTED_SESSION.faultsIn(report("findings", SESSION, STREAM, CYCLE))).isEmpty();
    assertThat(EXPECTED_STREAM.faultsIn(report("findings", STREAM))).isEmpty();
    assertThat(EXPECTED_CYCLE.faultsIn(report("clean", CYCLE))).isEmpty();
  }

  @Test
  void finding_should_be_the_only_one() {
    assertThat(EXPECTED_SESSION.faultsIn(report("findings", STREAM)))
        .containsExactly("0 findings of kind GROWTH about [Shop$Session]");
    assertThat(EXPECTED_SESSION.faultsIn(report("findings", SESSION, SESSION)))
        .containsExactly("2 findings of kind GROWTH about [Shop$Session]");
  }

  @Test
  void finding_should_stand_above_all_but_information() {
    assertThat(EXPECTED_SESSION.faultsIn(report("findings", CYCLE, SESSION))).isEmpty();
    assertThat(EXPECTED_SESSION.faultsIn(report("findings", STREAM, SESSION)))
        .singleElement()
        .asString()
        .startsWith("stands above: RESOURCE 5 java.io.BufferedReader");
  }

  @Test
  void count_reference_and_places_should_be_right() {
    String wrong =
        SESSION.replace("60", "59").replace("SESSIONS", "ORDERS").replace("keep", "other");

    assertThat(EXPECTED_SESSION.faultsIn(report("findings", wrong)))
        .hasSize(4)
        .startsWith("count 59, not [60]", "not on the path: Shop.SESSIONS", "not at Shop.keep");
  }

  @Test
  void store_should_not_be_taken_for_allocation_or_drop() {
    String stored = STREAM.replace("\"storedAt\": null", "\"storedAt\": {\"class\": \"Shop\"}");
    String moved = stored.replace("\"method\": \"load\"", "\"method\": \"other\"");

    assertThat(EXPECTED_STREAM.faultsIn(report("findings", moved))).contains("not at Shop.load");
  }

  @Test
  void verdict_should_fit() {
    assertThat(EXPECTED_SESSION.faultsIn(report("clean", SESSION)))
        .containsExactly("verdict clean, not findings []");
    assertThat(EXPECTED_CYCLE.faultsIn(report("incomplete", CYCLE)))
        .containsExactly("verdict incomplete, not clean []");
  }

  @Test
  void fixed_program_should_be_silent_but_for_information_about_others() {
    assertThat(EXPECTED_SESSION.faultsInFixed(report("clean", CYCLE))).isEmpty();
    assertThat(EXPECTED_SESSION.faultsInFixed(report("clean", STREAM))).hasSize(1);
    assertThat(EXPECTED_SESSION.faultsInFixed(report("findings"))).hasSize(1);
    assertThat(EXPECTED_CYCLE.faultsInFixed(report("clean", CYCLE))).hasSize(1);
  }
}
