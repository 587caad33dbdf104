package io.refledger.agent.option;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Order, com.acme.Order, true",
    "com.acme.Order, com.acme.Orders, false",
    "com.acme.*, com.acme.Order, true",
    "com.acme.*, com.acme.db.Order, false",
    "com.acme.**, com.acme.db.Order, true",
    "com.acme.**, com.acme, false",
    "**.Order, com.acme.db.Order, true",
    "**Order, Order, true",
    "com.?cme.O*r, com.acme.Order, true",
    "com.?.Order, com..Order, false",
    "com?acme, com.acme, false",
    "**, a.b$C, true",
    "*, Plain, true",
    "*, a.Plain, false"
  })
  void pattern_should_match_names(String pattern, String name, boolean isMatch) {
    assertThat(ClassPatterns.of(List.of(pattern)).matches(name)).isEqualTo(isMatch);
  }

  @Test
  void excluding_pattern_should_win_over_including_ones() {
    ClassPatterns patterns = ClassPatterns.of(List.of("com.acme.**", "!com.acme.gen.**"));

    assertThat(patterns.matches("com.acme.Order")).isTrue();
    assertThat(patterns.matches("com.acme.gen.Order")).isFalse();
    assertThat(patterns.matches("org.Order")).isFalse();
  }

  @Test
  void excluding_patterns_alone_should_leave_the_rest() {
    ClassPatterns patterns = ClassPatterns.of(List.of("!java.**"));

    assertThat(patterns.matches("java.lang.String")).isFalse();
    assertThat(patterns.matches("com.acme.Order")).isTrue();
    assertThat(patterns).hasToString("**:!java.**");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.**, [Lcom.acme.Order;, true",
    "com.acme.**, [[Lcom.acme.Order;, true",
    "com.acme.**, [Lorg.Order;, false",
    "com.acme.**, [I, false",
    "**:![?, [I, false",
    "**:![?, [[I, true",
    "**:![*, [[I, false",
    "**:![*, [Ljava.lang.String;, true",
    "**:!java.lang.String, [Ljava.lang.String;, true",
    "**:![Ljava.lang.String;, [Ljava.lang.String;, false"
  })
  void array_should_be_tracked_by_its_own_name_or_its_element(
      String patterns, String name, boolean isTracked) {
    assertThat(ClassPatterns.of(List.of(patterns.split(":"))).tracks(name)).isEqualTo(isTracked);
  }

  /** Class files write other characters in their own way. */
  @Test
  void names_that_are_no_ascii_should_be_looked_for_by_what_is_before() {
    ClassPatterns patterns = ClassPatterns.of(List.of("com.\u00fcber.**"));

    assertThat(patterns.mayBeNamedIn("com/\u00fcber/X".getBytes(UTF_8))).isTrue();
    assertThat(patterns.mayBeNamedIn("org/X".getBytes(UTF_8))).isFalse();
  }

  @Test
  void no_pattern_should_match_nothing() {
    ClassPatterns patterns = ClassPatterns.of(List.of());

    assertThat(patterns.isEmpty()).isTrue();
    assertThat(patterns.matches("com.acme.Order")).isFalse();
    assertThat(patterns).hasToString("none");
  }
}
