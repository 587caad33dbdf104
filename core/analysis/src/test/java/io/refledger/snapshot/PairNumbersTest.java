package io.refledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PairNumbersTest {
  private final PairNumbers numbers = new PairNumbers();

  @Test
  void pairs_should_be_numbered_in_the_order_in_which_they_come() {
    assertThat(numbers.of(7, -1)).isZero();
    assertThat(numbers.of(-1, 7)).isEqualTo(1);
    assertThat(numbers.of(7, 0)).isEqualTo(2);

    assertThat(numbers.of(7, -1)).isZero();
    assertThat(numbers.size()).isEqualTo(3);
    assertThat(numbers.first(1)).isEqualTo(-1);
    assertThat(numbers.second(0)).isEqualTo(-1);
  }

  @Test
  void pair_should_be_unknown_until_it_comes() {
    assertThat(numbers.known(0, 0)).isEqualTo(PairNumbers.ABSENT);

    numbers.of(0, 0);

    assertThat(numbers.known(0, 0)).isZero();
  }
}
