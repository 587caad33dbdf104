package io.refledger.rt.face;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CollectorOutputTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0000",
    "49999, 0.0000",
    "50000, 0.0001",
    "1234567890, 1.2346",
    "999950000, 1.0000",
    "61000000000, 61.0000"
  })
  void seconds_should_have_four_decimals(long nanos, String expected) {
    assertThat(CollectorOutput.seconds(nanos)).isEqualTo(expected);
  }
}
