package io.refledger.rt.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PauseTimesTest {
  private final PauseTimes times = new PauseTimes();

  @Test
  void all_is_0_before_the_first_stop() {
    assertThat(times.count()).isZero();
    assertThat(times.percentileMicros(50)).isZero();
    assertThat(times.maxMicros()).isZero();
  }

  @Test
  void percentiles_should_be_those_of_the_stops() {
    for (int i = 1; i <= 98; i++) {
      times.record(1_000);
    }
    times.record(5_000_000);
    times.record(9_000_000);

    assertThat(times.count()).isEqualTo(100);
    assertThat(times.percentileMicros(50)).isEqualTo(2); // its bucket ends at 1023 ns
    assertThat(times.percentileMicros(99)).isBetween(5_000L, 5_313L);
    assertThat(times.maxMicros()).isEqualTo(9_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 31, 32, 33, 1_000_000_007, Long.MAX_VALUE >> 1})
  void single_stop_should_be_every_percentile(long nanos) {
    times.record(nanos);

    assertThat(times.percentileMicros(1)).isEqualTo((nanos + 999) / 1000);
    assertThat(times.percentileMicros(99)).isEqualTo((nanos + 999) / 1000);
  }

  @Test
  void time_that_runs_backwards_should_count_as_none() {
    times.record(-5);

    assertThat(times.count()).isEqualTo(1);
    assertThat(times.maxMicros()).isZero();
  }

  @Test
  void percentile_should_be_at_most_a_sixteenth_too_high() {
    var random = new SplittableRandom(42);
    long[] nanos = new long[2000];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = 1_000L << random.nextInt(20);
      nanos[i] += random.nextLong(nanos[i]);
      times.record(nanos[i]);
    }
    Arrays.sort(nanos);

    for (int percent : new int[] {1, 10, 50, 90, 99, 100}) {
      long exact = nanos[nanos.length * percent / 100 - 1];
      assertThat(times.percentileMicros(percent))
          .describedAs("percentile %d of seed 42", percent)
          .isBetween(exact / 1000, exact / 1000 + exact / 16000 + 1);
    }
  }
}
