package io.refledger.report.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.gate.Baseline;
import io.refledger.gate.Gate;
import io.refledger.gate.Screen;
import io.refledger.gate.Suppressions;
import io.refledger.leak.FindingKind;
import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import io.refledger.report.RunFacts;
import io.refledger.report.source.SourceFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GithubAnnotationsTest {
  private static final Screen NOTHING_EXCUSED =
      new Screen(Suppressions.NONE, Baseline.NONE, LocalDate.of(2026, 6, 1));

  @TempDir private Path root;

  @Test
  void failure_should_be_an_error_at_its_line() {
    ReportModel failed = ReportFixture.gateFailed();
    String id = failed.findings().get(0).id();

    assertThat(GithubAnnotations.of(failed, SourceFiles.under(root)))
        .containsExactly(
            "::error file=com/acme/Login.java,line=41,title=GROWTH 52 com.acme.Session::Remove the"
                + " session from Login.SESSIONS when it ends.%0AGROWTH fails this gate%0Aid "
                + id);
  }

  @Test
  void what_would_end_a_property_should_be_escaped() {
    assertThat(GithubAnnotations.property("a:b,c%d\ne")).isEqualTo("a%3Ab%2Cc%25d%0Ae");
    assertThat(GithubAnnotations.message("a:b,c%d\r\ne")).isEqualTo("a:b,c%25d%0D%0Ae");
  }

  @Test
  void passed_gate_should_print_nothing() {
    ReportModel passed =
        ReportFixture.withGrowth().gated(NOTHING_EXCUSED, Optional.of(Gate.on(Set.of())));

    assertThat(GithubAnnotations.of(passed, SourceFiles.under(root))).isEmpty();
  }

  @Test
  void at_most_ten_should_be_printed_and_the_rest_counted() {
    List<String> reasons = IntStream.range(0, 12).mapToObj(i -> "reason " + i + ", 100%").toList();
    Gate gate = Gate.on(Set.of(FindingKind.GROWTH));
    ReportModel failed = incomplete(reasons).gated(NOTHING_EXCUSED, Optional.of(gate));

    List<String> lines = GithubAnnotations.of(failed, SourceFiles.under(root));

    assertThat(lines).hasSize(10);
    assertThat(lines.get(0)).isEqualTo("::error title=RefLedger::incomplete: reason 0, 100%25");
    assertThat(lines.get(9)).isEqualTo("::error title=RefLedger::3 more failures, see the log");
  }

  private static ReportModel incomplete(List<String> reasons) {
    ReportModel model = ReportFixture.clean();
    RunFacts run = model.run();
    return new ReportModel(
        run,
        model.verdict(),
        reasons,
        0,
        List.of(),
        List.of(),
        List.of(),
        model.live(),
        model.balances(),
        model.gating(),
        model.overview());
  }
}
