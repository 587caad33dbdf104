package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Patterns against the slow obvious answer. */
class NamePatternPropertyTest {

  @Property(tries = 3000)
  void pattern_should_match_what_some_choice_of_runs_makes_of_it(
      @ForAll("patterns") String pattern, @ForAll("names") String name) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(matches(pattern, name));
  }

  /** Whether the rest of the pattern is the rest of the name, for all rests of both. */
  private static boolean matches(String pattern, String name) {
    boolean[][] rest = new boolean[pattern.length() + 3][name.length() + 2];
    rest[pattern.length()][name.length()] = true;
    for (int p = pattern.length() - 1; p >= 0; p--) {
      boolean crossesDots = pattern.startsWith("**", p);
      for (int n = name.length(); n >= 0; n--) {
        char c = n < name.length() ? name.charAt(n) : 0;
        rest[p][n] =
            switch (pattern.charAt(p)) {
              case '*' ->
                  rest[crossesDots ? p + 2 : p + 1][n]
                      || (c != 0 && (crossesDots || c != '.') && rest[p][n + 1]);
              case '?' -> c != 0 && c != '.' && rest[p + 1][n + 1];
              default -> c == pattern.charAt(p) && rest[p + 1][n + 1];
            };
      }
    }
    return rest[0][0];
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("*", "*", "**", "?", ".", "a", "b")
        .list()
        .ofMaxSize(9)
        .map(NamePatternPropertyTest::joined);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(".", "a", "a", "b", "b")
        .list()
        .ofMaxSize(10)
        .map(NamePatternPropertyTest::joined);
  }

  private static String joined(List<String> parts) {
    return String.join("", parts);
  }
}
