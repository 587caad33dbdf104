package io.refledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.report.top.TopFigures;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TopTextTest {
  private static final TopFigures FIGURES = figures(2_000);

  private static TopFigures figures(long intervalMillis) {
    return new TopFigures(
        42,
        "app.jar",
        3_661_000,
        4_000,
        intervalMillis,
        new Totals(12_000, 5_000, 300, 6_700, 2_048, 1, 2, 0, 0, 0, 0, 0, 30_000),
        List.of(
            new GenerationStats(9, 100, 0),
            new GenerationStats(2, 50, 0),
            new GenerationStats(1, 150, 0)),
        new PauseStats(12, 20, 30, 1_400),
        List.of(),
        1_048_576,
        2_097_152,
        List.of(
            new TopFigures.LiveClass("App$Session", 5_000, 80_000, 1_000, 250),
            new TopFigures.LiveClass("App$Once", 1, 16, -3, 0)));
  }

  @Test
  void figures_should_be_told_line_by_line() {
    assertThat(String.join("\n", TopText.of(FIGURES, 50)))
        .isEqualTo(
            """
            refledger top  pid 42  up 1:01:01  ledger 1.0 MiB of 2.0 MiB  app.jar
            live 6,700, 2.0 KiB  allocated 12,000  stores 30,000
            freed by count 5,000  by the cycle detector 300  immortal 1  foreign 2
            collections of generation 0: 9 freed 100  1: 2 freed 50  2: 1 freed 150
            threads stopped 12 times, longest 1,400 us

                    LIVE       SIZE      GROWN      PER S  CLASS
                   5,000   78.1 KiB     +1,000     +125.0  App$Session
                       1       16 B         -3       +0.0  App$Once""");
  }

  @Test
  void names_should_not_command_the_terminal() {
    TopFigures hostile =
        new TopFigures(
            42,
            "app.jar \u001b[2J",
            0,
            0,
            0,
            FIGURES.totals(),
            FIGURES.generations(),
            FIGURES.pauses(),
            List.of(),
            0,
            0,
            List.of(new TopFigures.LiveClass("A\u001b[31m\nB", 1, 1, 1, 1)));

    assertThat(TopText.of(hostile, 50)).noneMatch(line -> line.matches("(?s).*\\p{Cntrl}.*"));
  }

  @Test
  void first_figures_should_have_no_rates_and_only_what_fits_should_be_told() {
    List<String> lines = TopText.of(figures(0), 8);

    assertThat(lines).hasSize(8);
    assertThat(lines.get(7))
        .isEqualTo("       5,000   78.1 KiB     +1,000          -  App$Session");
  }
}
