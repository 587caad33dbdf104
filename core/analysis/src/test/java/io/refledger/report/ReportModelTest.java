package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.gate.Baseline;
import io.refledger.gate.Gate;
import io.refledger.gate.Screen;
import io.refledger.gate.Suppressions;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportModelTest {

  @Test
  void verdict_should_be_clean_when_there_are_only_cycles() {
    ReportModel model = ReportFixture.clean();

    assertThat(model.verdict()).isEqualTo(Verdict.CLEAN);
    assertThat(model.findings()).extracting(Finding::kind).containsExactly(FindingKind.CYCLE);
    assertThat(model.incomplete()).isEmpty();
  }

  @Test
  void verdict_should_be_findings_when_one_is_relevant_and_it_should_come_first() {
    ReportModel model = ReportFixture.withGrowth();

    assertThat(model.verdict()).isEqualTo(Verdict.FINDINGS);
    assertThat(model.findings())
        .extracting(Finding::kind)
        .containsExactly(FindingKind.GROWTH, FindingKind.CYCLE);
  }

  @Test
  void verdict_should_be_incomplete_and_say_why() {
    ReportModel model = ReportFixture.incomplete();

    assertThat(model.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(model.incomplete())
        .containsExactly(
            "tracking was narrowed to com.acme.**",
            "7 objects not tracked: the table was full (max-memory)",
            "1 underflow met: a count would have gone below zero",
            "2 revivals met, not through a weak reference: a dead object was used; 1 of them at loads"
                + " that other threads overtook twice");
  }

  @Test
  void verdict_should_be_gate_failed_only_when_everything_was_seen() {
    var screen = new Screen(Suppressions.NONE, Baseline.NONE, LocalDate.of(2026, 6, 1));
    Optional<Gate> onGrowth = Optional.of(Gate.on(Set.of(FindingKind.GROWTH)));

    ReportModel incomplete = ReportFixture.incomplete().gated(screen, onGrowth);

    assertThat(ReportFixture.gateFailed().verdict()).isEqualTo(Verdict.GATE_FAILED);
    assertThat(incomplete.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(incomplete.gating().failures()).hasSize(4);
    assertThat(ReportFixture.clean().gated(screen, onGrowth).verdict()).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void live_objects_should_be_added_up_by_class_and_by_site_most_bytes_first() {
    LiveObjects live = ReportFixture.clean().live();

    assertThat(live.byClass())
        .containsExactly(
            new LiveObjects.ByClass("com.acme.Session", 2, 80),
            new LiveObjects.ByClass("java.lang.Object[]", 1, 56),
            new LiveObjects.ByClass("java.util.ArrayList", 1, 24));
    assertThat(live.bySite().get(0).allocatedAt()).contains(ReportFixture.LOGIN_OPEN);
    assertThat(live.bySite().get(1).allocatedAt())
        .hasValueSatisfying(
            frame -> {
              assertThat(frame).hasToString("java.util.ArrayList.grow(ArrayList.java:235)");
              assertThat(frame.calledFrom()).contains(ReportFixture.LOGIN_OPEN);
            });
  }
}
