package io.refledger.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.agent.command.Operations;
import io.refledger.report.ReportModel;
import io.refledger.report.top.TopFigures;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedFiguresTest {
  private static final long MILLI = 1_000_000;

  private long nowNanos;
  private long takesNanos;
  private int watches;
  private int counts;
  private final SharedFigures figures = new SharedFigures(new Counted(), () -> nowNanos);

  @Test
  void figures_should_be_counted_once_a_second_for_all() {
    figures.join(2);
    figures.join(2);
    String first = figures.latest();

    nowNanos += 999 * MILLI;
    assertThat(figures.latest()).isSameAs(first);
    nowNanos += MILLI;
    assertThat(figures.latest()).isNotEqualTo(first);
    assertThat(watches).isEqualTo(1);
    assertThat(counts).isEqualTo(2);
  }

  @Test
  void figures_should_take_a_twentieth_of_the_time_at_most_but_for_the_first_ones() {
    takesNanos = 100 * MILLI;
    figures.join(1);
    figures.latest();
    nowNanos += 900 * MILLI;
    figures.latest();
    assertThat(counts).isEqualTo(2);

    nowNanos += 1899 * MILLI;
    figures.latest();
    assertThat(counts).isEqualTo(2);
    nowNanos += MILLI;
    figures.latest();
    assertThat(counts).isEqualTo(3);
  }

  @Test
  void watch_should_begin_anew_when_somebody_comes_after_all_have_left() {
    figures.join(1);
    assertThat(figures.join(1)).isFalse();
    figures.leave();

    assertThat(figures.join(1)).isTrue();
    assertThat(watches).isEqualTo(2);
    assertThat(counts).isZero();
  }

  /** Counts how often it is asked, and takes its time. */
  private final class Counted implements LiveLedger {
    @Override
    public Supplier<TopFigures> watch() {
      watches++;
      return () -> {
        counts++;
        nowNanos += takesNanos;
        var totals = new Totals(counts, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new TopFigures(
            1, "", 0, 0, 0, totals, List.of(), PauseStats.NONE, List.of(), 0, 0, List.of());
      };
    }

    @Override
    public ReportModel report() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int collect() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Operations.Frozen freeze() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int checkpoint() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<BornSince> bornSinceCheckpoint() {
      throw new UnsupportedOperationException();
    }
  }
}
