package io.refledger.it.leak;

import static io.refledger.it.leak.ReportText.CYCLE;
import static io.refledger.it.leak.ReportText.SESSION;
import static io.refledger.it.leak.ReportText.STREAM;
import static io.refledger.it.leak.ReportText.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LeakPatternTest {
  private static final LeakPattern SHOP =
      LeakPattern.in(
          "Shop.java",
          List.of(
              "class Shop implements Pattern {",
              "    // GROWTH 60 Shop$Session by Shop.SESSIONS",
              "    SESSIONS.put(i, new Session());",
              "}"));

  private static final LeakPattern SILENT = LeakPattern.in("Silent.java", List.of("class Silent"));

  @Test
  void comment_should_be_about_the_line_below() {
    assertThat(SHOP.name()).isEqualTo("Shop");
    assertThat(SHOP.growth())
        .containsExactly(
            new ExpectedFinding(
                "GROWTH",
                List.of("Shop$Session"),
                List.of(60L),
                Optional.of("Shop.SESSIONS"),
                List.of("Shop.java:3")));
    assertThat(SILENT.growth()).isEmpty();
  }

  @Test
  void comment_may_give_two_counts() {
    LeakPattern chain =
        LeakPattern.in("Chain.java", List.of("    // GROWTH 59 or 60 Chain by Chain.last", ""));

    assertThat(chain.growth()).singleElement().returns(List.of(59L, 60L), ExpectedFinding::counts);
  }

  @Test
  void right_reports_should_have_no_faults() {
    assertThat(faults("findings", SHOP, SESSION, CYCLE)).isEmpty();
    assertThat(faults("clean", SILENT, CYCLE)).isEmpty();
  }

  @Test
  void each_leak_should_be_one_finding() {
    assertThat(faults("findings", SHOP)).containsExactly("Shop.SESSIONS: 0 findings, not one []");
    assertThat(faults("findings", SHOP, SESSION, SESSION))
        .singleElement()
        .asString()
        .startsWith("Shop.SESSIONS: 2 findings, not one [");
  }

  @Test
  void type_should_be_the_class_that_leaks() {
    String node = SESSION.replace("\"type\": \"Shop$Session\"", "\"type\": \"java.util.HashMap\"");

    assertThat(faults("findings", SHOP, node))
        .containsExactly(
            "Shop.SESSIONS: GROWTH of java.util.HashMap, not GROWTH of [Shop$Session]");
  }

  @Test
  void nothing_else_should_be_found() {
    assertThat(faults("findings", SHOP, SESSION, STREAM))
        .singleElement()
        .asString()
        .startsWith("reported: RESOURCE");
    assertThat(faults("findings", SILENT, SESSION)).hasSize(2);
  }

  @Test
  void class_of_a_lambda_should_be_told_without_what_the_JVM_numbers_anew() {
    assertThat(ExpectedFinding.isSameClass("Shop$$Lambda$37/0x00007fa2", "Shop$$Lambda")).isTrue();
    assertThat(ExpectedFinding.isSameClass("Shop$$Lambda/0x00007fa2", "Shop$$Lambda")).isTrue();
    assertThat(ExpectedFinding.isSameClass("Shop$$Lambda", "Shop$$Lambda")).isTrue();
    assertThat(ExpectedFinding.isSameClass("Shop$1", "Shop")).isFalse();
    assertThat(ExpectedFinding.isSameClass("Other$$Lambda", "Shop$$Lambda")).isFalse();
  }

  private static List<String> faults(String verdict, LeakPattern pattern, String... findings) {
    return LeakPattern.faults(report(verdict, findings), List.of(pattern));
  }
}
