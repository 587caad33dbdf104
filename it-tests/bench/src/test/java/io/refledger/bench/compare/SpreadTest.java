package io.refledger.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpreadTest {
  @Test
  void median_of_an_odd_number_of_values_should_be_the_middle_one() {
    assertThat(Spread.of(5, 1, 2)).isEqualTo(new Spread(2, 1, 5));
  }

  @Test
  void median_of_an_even_number_of_values_should_lie_between_the_two_middle_ones() {
    assertThat(Spread.of(9, 1, 2, 3)).isEqualTo(new Spread(2.5, 1, 9));
  }

  @Test
  void spread_of_nothing_should_be_refused() {
    assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spread_should_read_as_median_with_least_and_most() {
    assertThat(Spread.of(1, 2.345, 3)).hasToString("2.35 (1.00 to 3.00)");
  }
}
