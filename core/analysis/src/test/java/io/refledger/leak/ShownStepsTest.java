package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShownStepsTest {
  private static final String SESSION = "com.acme.Session";

  private final List<PathStep> path = new ArrayList<>();

  @Test
  void map_should_be_one_step_to_the_value_beside_its_key() {
    step("static", "com.acme.Registry.byName", "java.util.HashMap");
    hashMap(SESSION, "java.lang.String");

    assertThat(shown())
        .containsExactly(
            "static com.acme.Registry.byName -> java.util.HashMap",
            "java.util.HashMap [x], key String -> com.acme.Session");
  }

  @Test
  void value_whose_key_is_not_known_should_have_no_role() {
    hashMap(SESSION, null);

    assertThat(shown()).containsExactly("java.util.HashMap [x] -> com.acme.Session");
  }

  @Test
  void key_of_a_map_should_be_said_to_be_one() {
    hashMapTo("java.util.HashMap$Node.key", SESSION, null);

    assertThat(shown()).containsExactly("java.util.HashMap [x], as key -> com.acme.Session");
  }

  @Test
  void set_over_a_map_should_be_one_step() {
    inside("java.util.HashSet", "java.util.HashSet.map", "java.util.HashMap");
    hashMapTo("java.util.HashMap$Node.key", SESSION, null);

    assertThat(shown()).containsExactly("java.util.HashSet [x] -> com.acme.Session");
  }

  @Test
  void lists_should_be_one_step_each() {
    step("static", "com.acme.Registry.all", "java.util.ArrayList");
    inside("java.util.ArrayList", "java.util.ArrayList.elementData", "java.lang.Object[]");
    step("java.lang.Object[]", "[x]", "java.util.LinkedList");
    inside("java.util.LinkedList", "java.util.LinkedList.first", "java.util.LinkedList$Node");
    inside(
        "java.util.LinkedList$Node", "java.util.LinkedList$Node.next", "java.util.LinkedList$Node");
    step("java.util.LinkedList$Node", "java.util.LinkedList$Node.item", SESSION);

    assertThat(shown())
        .containsExactly(
            "static com.acme.Registry.all -> java.util.ArrayList",
            "java.util.ArrayList [x] -> java.util.LinkedList",
            "java.util.LinkedList [x] -> com.acme.Session");
  }

  @Test
  void map_in_a_map_should_be_a_step_of_its_own() {
    hashMap("java.util.HashMap", "java.lang.Long");
    hashMap(SESSION, "java.lang.String");

    assertThat(shown())
        .containsExactly(
            "java.util.HashMap [x], key Long -> java.util.HashMap",
            "java.util.HashMap [x], key String -> com.acme.Session");
  }

  @Test
  void array_of_the_program_should_stay_a_step() {
    hashMap("com.acme.Session[]", null);
    step("com.acme.Session[]", "[x]", SESSION);

    assertThat(shown())
        .containsExactly(
            "java.util.HashMap [x] -> com.acme.Session[]",
            "com.acme.Session[] [x] -> com.acme.Session");
  }

  @Test
  void entry_that_the_path_ends_in_should_be_shown_as_the_element() {
    inside("java.util.HashMap", "java.util.HashMap.table", "java.util.HashMap$Node[]");
    inside("java.util.HashMap$Node[]", "[x]", "java.util.HashMap$Node", "java.util.HashMap.putVal");

    assertThat(shown()).containsExactly("java.util.HashMap [x] -> java.util.HashMap$Node");
    assertThat(storedAt()).containsExactly("putVal");
  }

  @Test
  void table_that_the_path_ends_in_should_be_shown_by_its_field() {
    inside("java.util.HashMap", "java.util.HashMap.table", "java.util.HashMap$Node[]");

    assertThat(shown())
        .containsExactly("java.util.HashMap java.util.HashMap.table -> java.util.HashMap$Node[]");
  }

  @Test
  void collection_should_be_suspect_if_a_step_inside_is() {
    step("static", "com.acme.Registry.byName", "java.util.HashMap");
    inside("java.util.HashMap", "java.util.HashMap.table", "java.util.HashMap$Node[]");
    path.add(
        new PathStep(
            "java.util.HashMap$Node[]",
            "[x]",
            "java.util.HashMap$Node",
            Optional.empty(),
            true,
            true,
            Optional.empty()));
    step("java.util.HashMap$Node", "java.util.HashMap$Node.value", SESSION);

    assertThat(ShownSteps.of(path)).extracting(ShownStep::isSuspect).containsExactly(false, true);
  }

  @Test
  void thread_locals_should_be_one_step_from_the_thread() {
    String map = "java.lang.ThreadLocal$ThreadLocalMap";
    inside("thread worker", "java.lang.Thread.threadLocals", map);
    inside(map, map + ".table", map + "$Entry[]");
    inside(map + "$Entry[]", "[x]", map + "$Entry");
    path.add(value(map + "$Entry", map + "$Entry.value", "java.lang.ThreadLocal", map + ".set"));

    assertThat(shown())
        .containsExactly(
            "thread worker java.lang.Thread.threadLocals[x], key ThreadLocal -> com.acme.Session");
  }

  @Test
  void table_of_a_map_that_is_older_than_the_agent_should_be_shown_as_the_map() {
    inside("java.util.HashMap$Node[]", "[x]", "java.util.HashMap$Node");
    step("java.util.HashMap$Node", "java.util.HashMap$Node.value", SESSION);

    assertThat(shown()).containsExactly("java.util.HashMap [x] -> com.acme.Session");
  }

  @Test
  void store_should_be_that_of_the_entry() {
    inside(
        "java.util.HashMap",
        "java.util.HashMap.table",
        "java.util.HashMap$Node[]",
        "java.util.HashMap.resize");
    entry("java.util.HashMap.putVal", "java.util.HashMap$Node.<init>");

    assertThat(storedAt()).containsExactly("putVal");
  }

  @Test
  void store_of_an_entry_that_was_moved_should_be_that_of_its_content() {
    inside("java.util.HashMap", "java.util.HashMap.table", "java.util.HashMap$Node[]");
    entry("java.util.HashMap.resize", "java.util.HashMap$Node.<init>");

    assertThat(storedAt()).containsExactly("called");
  }

  @Test
  void store_of_a_value_that_was_replaced_in_a_moved_entry_should_be_that_of_the_value() {
    inside("java.util.HashMap", "java.util.HashMap.table", "java.util.HashMap$Node[]");
    entry("java.util.HashMap.resize", "java.util.HashMap.merge");

    assertThat(storedAt()).containsExactly("merge");
  }

  @Test
  void store_into_a_list_should_be_that_of_the_element() {
    inside(
        "java.util.ArrayList",
        "java.util.ArrayList.elementData",
        "java.lang.Object[]",
        "java.util.ArrayList.grow");
    path.add(
        new PathStep(
            "java.lang.Object[]", "[x]", SESSION, frame("java.util.ArrayList.add"), false));

    assertThat(storedAt()).containsExactly("add");
  }

  private List<String> shown() {
    return ShownSteps.of(path).stream()
        .map(
            step ->
                step.referrer()
                    + " "
                    + step.reference()
                    + (step.role().isEmpty() ? "" : ", " + step.role())
                    + " -> "
                    + step.referent())
        .toList();
  }

  private List<String> storedAt() {
    return ShownSteps.of(path).stream().map(step -> step.storedAt().get().method()).toList();
  }

  private void hashMap(String value, String key) {
    hashMapTo("java.util.HashMap$Node.value", value, key);
  }

  private void hashMapTo(String reference, String referent, String key) {
    inside("java.util.HashMap", "java.util.HashMap.table", "java.util.HashMap$Node[]");
    inside("java.util.HashMap$Node[]", "[x]", "java.util.HashMap$Node");
    path.add(
        new PathStep(
            "java.util.HashMap$Node",
            reference,
            referent,
            Optional.empty(),
            false,
            false,
            Optional.ofNullable(key)));
  }

  private void step(String referrer, String reference, String referent) {
    path.add(new PathStep(referrer, reference, referent, Optional.empty(), false));
  }

  /** An entry and its value, each with the method that stored it. */
  private void entry(String storedBy, String valueStoredBy) {
    inside("java.util.HashMap$Node[]", "[x]", "java.util.HashMap$Node", storedBy);
    path.add(
        value(
            "java.util.HashMap$Node",
            "java.util.HashMap$Node.value",
            "java.lang.String",
            valueStoredBy));
  }

  private void inside(String referrer, String reference, String referent) {
    path.add(
        new PathStep(
            referrer, reference, referent, Optional.empty(), false, true, Optional.empty()));
  }

  private void inside(String referrer, String reference, String referent, String method) {
    path.add(
        new PathStep(referrer, reference, referent, frame(method), false, true, Optional.empty()));
  }

  private static PathStep value(String referrer, String reference, String key, String method) {
    return new PathStep(
        referrer, reference, SESSION, frame(method), false, false, Optional.of(key));
  }

  private static Optional<Frame> frame(String method) {
    int dot = method.lastIndexOf('.');
    return Optional.of(
        new Frame(
            method.substring(0, dot),
            method.substring(dot + 1),
            "X.java",
            1,
            false,
            Optional.of(
                new Frame("com.acme.Registry", "called", "R.java", 1, true, Optional.empty()))));
  }
}
