package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FloorsTest {
  private static final int INSTANTS = 24;

  @Test
  void steady_growth_should_rise_and_never_be_flat() {
    Floors floors = floors(share -> 1000 * share);

    assertThat(floors.rose()).isTrue();
    assertThat(floors.wasFlatAtTheEnd()).isFalse();
  }

  @Test
  void cache_that_is_full_by_a_third_should_not_rise() {
    Floors floors = floors(share -> 1000 * Math.min(share, 0.33));

    assertThat(floors.rose()).isFalse();
  }

  @Test
  void cache_that_is_full_late_should_be_flat_at_the_end() {
    Floors floors = floors(share -> 1000 * Math.min(share, 0.65));

    assertThat(floors.wasFlatAtTheEnd()).isTrue();
  }

  @Test
  void sawtooth_should_rise_if_its_floor_does() {
    Floors floors = floors(share -> 500 * share + 1000 * (share * 12 % 1));

    assertThat(floors.rose()).isTrue();
    assertThat(floors.wasFlatAtTheEnd()).isFalse();
  }

  @Test
  void sawtooth_should_rise_if_its_floor_does_that_was_only_seen_late() {
    Floors floors = floors(share -> 1000 * share + (Math.abs(share - 0.8) < 0.02 ? 0 : 400));

    assertThat(floors.rose()).isTrue();
  }

  @Test
  void run_that_was_not_looked_at_any_more_should_not_rise() {
    double[] shares = new double[INSTANTS];
    for (int i = 0; i < INSTANTS; i++) {
      shares[i] = 0.6 * (i + 1) / INSTANTS;
    }
    Floors floors = new Floors(shares, new long[INSTANTS]);

    assertThat(floors.areKnown()).isTrue();
    assertThat(floors.rose()).isFalse();
  }

  @Test
  void sawtooth_with_a_flat_floor_should_not_rise() {
    Floors floors = floors(share -> 500 + 1000 * (share * 12 % 1));

    assertThat(floors.rose()).isFalse();
  }

  @Test
  void buffer_that_doubles_should_rise_in_steps() {
    Floors floors = floors(share -> Integer.highestOneBit((int) (1000 * share) + 1));

    assertThat(floors.roseInSteps()).isTrue();
  }

  @Test
  void buffer_that_reached_its_size_early_should_not_rise_in_steps() {
    Floors floors = floors(share -> Integer.highestOneBit((int) (1000 * Math.min(share, 0.2)) + 1));

    assertThat(floors.roseInSteps()).isFalse();
  }

  @Test
  void few_instants_should_tell_nothing() {
    assertThat(new Floors(new double[] {0.1, 0.2, 1}, new long[] {1, 2, 3}).areKnown()).isFalse();
  }

  private static Floors floors(DoubleUnaryOperator level) {
    double[] shares = new double[INSTANTS];
    long[] levels = new long[INSTANTS];
    for (int i = 0; i < INSTANTS; i++) {
      shares[i] = (i + 1.0) / INSTANTS;
      levels[i] = (long) level.applyAsDouble(shares[i]);
    }
    return new Floors(shares, levels);
  }
}
