package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LibraryPatternsTest {
  private final LibraryPatterns patterns = LibraryPatterns.builtInAnd(List.of("com.acme.lib.*"));

  @Test
  void test_tools_should_be_libraries_without_being_asked_for() {
    assertThat(patterns.names("org.mockito.internal.MockHandler")).isTrue();
    assertThat(patterns.names("org.junit.jupiter.engine.Registry")).isTrue();
    assertThat(patterns.names("org.h2.Driver")).isFalse();
  }

  @Test
  void patterns_of_the_option_should_be_added() {
    assertThat(patterns.names("com.acme.lib.Cache")).isTrue();
    assertThat(patterns.names("com.acme.lib.deep.Cache")).isFalse();
  }

  @Test
  void classes_of_the_JDK_should_match_and_not_be_named() {
    assertThat(patterns.matches("java.util.ArrayList")).isTrue();
    assertThat(patterns.names("java.util.ArrayList")).isFalse();
  }
}
