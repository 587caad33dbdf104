package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GrowthAdviceTest {
  private static final String MAP = "java.util.HashMap";
  private static final String TABLE = "java.util.HashMap$Node[]";
  private static final String NODE = "java.util.HashMap$Node";
  private static final String SESSION = "com.acme.Session";

  @Test
  void field_that_holds_the_collection_should_be_named() {
    assertThat(
            advice(
                step("static", "com.acme.Registry.byName", MAP),
                inside(MAP, "java.util.HashMap.table", TABLE),
                inside(TABLE, "[x]", NODE),
                step(NODE, "java.util.HashMap$Node.value", SESSION)))
        .startsWith("Take the Session out of Registry.byName when");
  }

  @Test
  void collection_that_no_field_holds_should_be_named_by_its_class() {
    assertThat(
            advice(
                inside(MAP, "java.util.HashMap.table", TABLE),
                inside(TABLE, "[x]", NODE),
                step(NODE, "java.util.HashMap$Node.value", SESSION)))
        .startsWith("Take the Session out of the HashMap when");
  }

  @Test
  void value_of_a_thread_local_should_be_taken_out_of_it() {
    assertThat(
            advice(
                inside(
                    "thread worker",
                    "java.lang.Thread.threadLocals",
                    "java.lang.ThreadLocal$ThreadLocalMap"),
                inside(
                    "java.lang.ThreadLocal$ThreadLocalMap",
                    "java.lang.ThreadLocal$ThreadLocalMap.table",
                    "java.lang.ThreadLocal$ThreadLocalMap$Entry[]"),
                inside(
                    "java.lang.ThreadLocal$ThreadLocalMap$Entry[]",
                    "[x]",
                    "java.lang.ThreadLocal$ThreadLocalMap$Entry"),
                step(
                    "java.lang.ThreadLocal$ThreadLocalMap$Entry",
                    "java.lang.ThreadLocal$ThreadLocalMap$Entry.value",
                    SESSION)))
        .startsWith("Take the Session out of a ThreadLocal of thread worker when");
  }

  @Test
  void thread_local_of_a_thread_that_is_older_than_the_agent_should_be_one() {
    String entry = "java.lang.ThreadLocal$ThreadLocalMap$Entry";

    assertThat(advice(inside(entry + "[]", "[x]", entry), step(entry, entry + ".value", SESSION)))
        .startsWith("Take the Session out of a ThreadLocal when");
  }

  @Test
  void local_variable_without_a_name_should_be_named_by_its_method() {
    assertThat(advice(step("thread main", "local of com.acme.Main.main", SESSION)))
        .startsWith("Take the Session out of a local variable of com.acme.Main.main when");
    assertThat(advice(step("thread ?", "local ?", SESSION)))
        .startsWith("Take the Session out of a local variable when");
    assertThat(advice(step("thread main", "local open", SESSION)))
        .startsWith("Take the Session out of open when");
  }

  private static PathStep step(String referrer, String reference, String referent) {
    return new PathStep(referrer, reference, referent, Optional.empty(), false);
  }

  private static PathStep inside(String referrer, String reference, String referent) {
    return new PathStep(
        referrer, reference, referent, Optional.empty(), false, true, Optional.empty());
  }

  private static String advice(PathStep... path) {
    return GrowthAdvice.of(SESSION, List.of(path), Optional.empty());
  }
}
