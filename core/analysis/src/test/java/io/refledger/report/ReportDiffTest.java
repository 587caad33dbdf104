package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Origin;
import io.refledger.leak.Ways;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportDiffTest {

  @Test
  void report_should_not_differ_from_itself() {
    ReportModel report = ReportFixture.withGrowth();

    ReportDiff diff = ReportDiff.of(report, report);

    assertThat(diff)
        .isEqualTo(
            new ReportDiff(
                Verdict.FINDINGS,
                Verdict.FINDINGS,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                2,
                List.of()));
  }

  @Test
  void findings_should_be_told_apart_by_their_fingerprint() {
    Finding gone = finding("1", 5, 50);
    Finding grown = finding("2", 5, 50);
    Finding shrunk = finding("3", 5, 50);
    Finding heavier = finding("4", 5, 50);
    Finding same = finding("5", 5, 50);
    ReportModel before = report(gone, grown, shrunk, heavier, same);

    ReportDiff diff =
        ReportDiff.of(
            before,
            report(
                finding("2", 6, 40),
                finding("3", 4, 60),
                finding("4", 5, 51),
                finding("5", 5, 50),
                finding("6", 1, 10)));

    assertThat(diff.added()).extracting(Finding::id).containsExactly("6");
    assertThat(diff.gone()).containsExactly(gone);
    assertThat(diff.grown())
        .extracting(change -> change.before().id())
        .containsExactlyInAnyOrder("2", "4");
    assertThat(diff.shrunk()).extracting(change -> change.after().count()).containsExactly(4L);
    assertThat(diff.same()).isEqualTo(1);
  }

  @Test
  void totals_should_be_shown_when_they_changed_by_more_than_a_tenth() {
    assertThat(new ReportDiff.TotalChange("live", 100, 110).isLarge()).isFalse();
    assertThat(new ReportDiff.TotalChange("live", 100, 112).isLarge()).isTrue();
    assertThat(new ReportDiff.TotalChange("live", 112, 100).isLarge()).isTrue();
    assertThat(new ReportDiff.TotalChange("underflows", 0, 1).isLarge()).isTrue();
    assertThat(new ReportDiff.TotalChange("underflows", 0, 0).isLarge()).isFalse();
  }

  private static ReportModel report(Finding... findings) {
    ReportModel clean = ReportFixture.clean();
    return new ReportModel(
        clean.run(),
        Verdict.FINDINGS,
        List.of(),
        0,
        Arrays.asList(findings),
        List.of(),
        List.of(),
        clean.live(),
        clean.balances(),
        clean.gating(),
        clean.overview());
  }

  private static Finding finding(String id, long count, long retainedBytes) {
    return new Finding(
        id,
        FindingKind.GROWTH,
        Origin.APPLICATION,
        "com.acme.Session",
        count,
        List.of(),
        0,
        retainedBytes,
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
  }
}
