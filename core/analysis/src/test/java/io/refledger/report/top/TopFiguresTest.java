package io.refledger.report.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TopFiguresTest {
  private static final TopFigures FIGURES =
      new TopFigures(
          42,
          "App \"x\"",
          61_000,
          2_000,
          1_000,
          new Totals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 7, 11, 12),
          List.of(new GenerationStats(1, 2, 0)),
          new PauseStats(1, 2, 3, 4),
          List.of(),
          13,
          14,
          List.of(new TopFigures.LiveClass("App$Session", 5, 80, 2, -1)));

  @Test
  void figures_should_come_back_from_json() {
    assertThat(TopFigures.ofJson(FIGURES.toJson())).isEqualTo(FIGURES);
  }

  @Test
  void anything_else_should_be_refused() {
    assertThatThrownBy(() -> TopFigures.ofJson("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no figures: {");
    assertThatThrownBy(() -> TopFigures.ofJson("")).hasMessage("no figures: ");
    assertThatThrownBy(() -> TopFigures.ofJson("{\"pid\": 1}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
