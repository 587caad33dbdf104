package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.*, com.acme.Order, true",
    "com.acme.*, com.acme.web.Order, false",
    "com.acme.**, com.acme.web.Order, true",
    "**.Order, com.acme.web.Order, true",
    "com.*.*er, com.acme.Order, true",
    "com.*.*er, com.acme.web.Order, false",
    "**.a*c, x.b.abc.ac, true",
    "**a*.b, a.aa.b, true",
    "**a*.b, a.b.aa, false",
    "com.acme.Orde?, com.acme.Order, true",
    "com?acme, com.acme, false",
    "***, a.b, true",
    "**, '', true",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "[x], [x], true",
    "a+b(c|d)\\E, a+b(c|d)\\E, true"
  })
  void pattern_should_match_whole_names(String pattern, String name, boolean isMatch) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(isMatch);
  }

  @Test
  void many_wildcards_should_cost_no_time() {
    NamePattern pattern = NamePattern.of("**a".repeat(40) + "b");
    String name = "a".repeat(5_000);

    boolean isMatch =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> pattern.matches(name));

    assertThat(isMatch).isFalse();
  }

  @Test
  void long_pattern_should_need_no_more_stack_than_a_short_one() {
    assertThat(NamePattern.of("?".repeat(200_000)).matches("a".repeat(200_000))).isTrue();
  }
}
