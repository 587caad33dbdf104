package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.refledger.leak.Finding;
import io.refledger.leak.Origin;
import io.refledger.leak.Ways;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportMergeTest {

  @Test
  void findings_should_be_joined_by_id_with_the_objects_of_all() {
    ReportModel merged =
        ReportMerge.of(
            List.of(ReportFixture.clean(), ReportFixture.withGrowth(), ReportFixture.later()));

    assertThat(merged.verdict()).isEqualTo(Verdict.FINDINGS);
    assertThat(merged.findings()).hasSize(2);
    Finding growth = merged.findings().get(0);
    assertThat(growth.count()).isEqualTo(104);
    assertThat(growth.perInterval())
        .containsExactly(8L, 8L, 8L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 0L);
    Finding cycle = merged.findings().get(1);
    assertThat(cycle.count()).isEqualTo(500);
    assertThat(cycle.cycle()).isEqualTo(ReportFixture.clean().findings().get(0).cycle());
    assertThat(cycle.cycle().orElseThrow().edges()).hasSize(2);
  }

  @Test
  void what_one_of_them_excuses_should_not_be_excused_in_all() {
    ReportModel suppressed = ReportFixture.gateFailed();

    ReportModel merged = ReportMerge.of(List.of(suppressed, ReportFixture.withGrowth()));
    ReportModel twice = ReportMerge.of(List.of(suppressed, suppressed));

    assertThat(merged.findings()).hasSize(3);
    assertThat(merged.findings()).filteredOn(one -> one.suppressedBy().isPresent()).hasSize(1);
    assertThat(twice.findings()).hasSize(2);
    assertThat(twice.findings().get(1).suppressedBy()).isPresent();
    assertThat(twice.gating().suppressions()).hasSize(3);
  }

  @Test
  void finding_should_be_the_applications_if_it_is_in_one_of_them() {
    Finding ours = ReportFixture.withGrowth().findings().get(0);
    Finding theirs =
        new Finding(
            ours.id(),
            ours.kind(),
            Origin.LIBRARY,
            ours.type(),
            3,
            List.of(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false,
            "",
            Ways.UNKNOWN);

    assertThat(theirs.joinedWith(ours)).isEqualTo(ours.joinedWith(theirs));
    assertThat(theirs.joinedWith(ours).origin()).isEqualTo(Origin.APPLICATION);
    assertThat(theirs.joinedWith(ours).count()).isEqualTo(55);
  }

  @Test
  void report_should_be_incomplete_if_one_is_and_totals_should_be_sums() {
    ReportModel merged = ReportMerge.of(List.of(ReportFixture.clean(), ReportFixture.incomplete()));

    assertThat(merged.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(merged.incomplete()).isEqualTo(ReportFixture.incomplete().incomplete());
    assertThat(merged.run().totals().allocated()).isEqualTo(1800);
    assertThat(merged.run().jvm().command()).isEqualTo("2 JVMs: com.acme.Main");
    assertThat(merged.live().byClass().get(0))
        .isEqualTo(new LiveObjects.ByClass("com.acme.Session", 4, 160));
    assertThat(merged.live().classes()).isEqualTo(3);
  }

  @Test
  void one_report_alone_should_stay_as_it_is_and_none_be_refused() {
    ReportModel alone = ReportFixture.withGrowth();

    assertThat(ReportMerge.of(List.of(alone))).isSameAs(alone);
    assertThatIllegalArgumentException().isThrownBy(() -> ReportMerge.of(List.of()));
  }
}
