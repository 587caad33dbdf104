package io.refledger.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ComparisonTableTest {
  private static final String RUNS =
      """
      # 2 processors
      # JVM of db: 17
      db>plain>2.000>1.500>>>CHECK 7
      db>lean>20.000>6.000>>>CHECK 7
      db>jfr>0>0>cannot run: a | b>>
      db>plain>4.000>1.500>>>CHECK 7
      db>lean>24.000>6.000>>verdict incomplete>CHECK 8
      db>jfr>0>0>cannot run: a | b>>
      web>plain>1.000>1.000>>>CHECK 9
      web>lean>3.000>1.000>>>CHECK 9
      web>jfr>2.000>2.000>>>CHECK 9
      """;

  @Test
  void table_should_have_every_contestant_of_every_workload_and_their_means() {
    List<String> lines = RUNS.replace('>', '\t').lines().toList();

    assertThat(ComparisonTable.markdown(lines))
        .isEqualTo(
            """
            # Comparison of whole programs

            - 2 processors
            - JVM of db: 17

            Seconds are medians, least to most in brackets; ratios are those of the medians.

            ## db
            | contestant | runs | wall, s | ratio | user, s | ratio | remarks |
            | --- | ---: | --- | ---: | --- | ---: | --- |
            | plain | 2 | 3.00 (2.00 to 4.00) | 1.00 | 1.50 (1.50 to 1.50) | 1.00 |  |
            | lean | 2 | 22.00 (20.00 to 24.00) | 7.33 | 6.00 (6.00 to 6.00) | 4.00 | \
            result differs from the plain run's: 'CHECK 8', not 'CHECK 7'; verdict incomplete |
            | jfr | 0 | - | - | - | - | cannot run: a \\| b |

            ## web
            | contestant | runs | wall, s | ratio | user, s | ratio | remarks |
            | --- | ---: | --- | ---: | --- | ---: | --- |
            | plain | 1 | 1.00 (1.00 to 1.00) | 1.00 | 1.00 (1.00 to 1.00) | 1.00 |  |
            | lean | 1 | 3.00 (3.00 to 3.00) | 3.00 | 1.00 (1.00 to 1.00) | 1.00 |  |
            | jfr | 1 | 2.00 (2.00 to 2.00) | 2.00 | 2.00 (2.00 to 2.00) | 2.00 |  |

            ## Geometric means of the ratios
            | contestant | workloads | wall | user |
            | --- | ---: | ---: | ---: |
            | lean | 2 of 2 | 4.69 | 2.00 |
            | jfr | 1 of 2 | 2.00 | 2.00 |
            """);
  }

  @Test
  void line_that_is_no_run_should_be_refused() {
    assertThatThrownBy(() -> ComparisonTable.markdown(List.of("db\tplain\t1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a run has 7 columns, not 3: db\tplain\t1");
  }
}
