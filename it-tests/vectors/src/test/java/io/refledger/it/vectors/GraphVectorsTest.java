package io.refledger.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.refledger.weave.spec.Locals;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded program, as CPython answered it: each count, each event, each list in order. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GraphVectorsTest {

  @ParameterizedTest(name = "{displayName}: {0}")
  @MethodSource("direct")
  void ledger_should_behave_as_cpython_did(String id, JsonArray expected, JsonArray observed) {
    compare(id, expected, observed);
  }

  @ParameterizedTest(name = "{displayName}: {0}")
  @MethodSource("woven")
  void woven_java_should_behave_as_cpython_did(String id, JsonArray expected, JsonArray observed) {
    compare(id, expected, observed);
  }

  @ParameterizedTest(name = "{displayName}: {0}")
  @MethodSource("lean")
  void objects_should_die_at_the_same_steps_when_locals_are_not_counted(
      String id, JsonArray expected, JsonArray observed) {
    compare(id, withoutCounts(expected), withoutCounts(observed));
  }

  private static JsonArray withoutCounts(JsonArray observations) {
    JsonArray kept = observations.deepCopy();
    for (JsonElement element : kept) {
      JsonObject observation = element.getAsJsonObject();
      observation.remove("rc");
      if (observation.get("s").getAsString().equals("rc")) {
        observation.remove("v");
      }
    }
    return kept;
  }

  static Stream<Arguments> lean() {
    List<JsonObject> vectors = RecordedVectors.programs().filter(WovenVectors::isRunnable).toList();
    return pairs(vectors, WovenVectors.run(withoutAnswers(vectors), Locals.LEAN));
  }

  static Stream<Arguments> direct() {
    List<JsonObject> vectors = RecordedVectors.programs().toList();
    return pairs(vectors, Main.observations(withoutAnswers(vectors)));
  }

  static Stream<Arguments> woven() {
    List<JsonObject> vectors = RecordedVectors.programs().filter(WovenVectors::isRunnable).toList();
    return pairs(vectors, Main.wovenObservations(withoutAnswers(vectors)));
  }

  private static List<JsonObject> withoutAnswers(List<JsonObject> vectors) {
    return vectors.stream()
        .map(
            vector -> {
              JsonObject question = vector.deepCopy();
              question.remove("obs");
              return question;
            })
        .toList();
  }

  private static Stream<Arguments> pairs(List<JsonObject> expected, List<JsonObject> observed) {
    assertThat(observed).hasSameSizeAs(expected);
    return IntStream.range(0, expected.size())
        .mapToObj(
            i ->
                Arguments.of(
                    expected.get(i).get("id").getAsString(),
                    expected.get(i).get("obs"),
                    observed.get(i).get("obs")));
  }

  private static void compare(String id, JsonArray expected, JsonArray observed) {
    for (int i = 0; i < Math.min(expected.size(), observed.size()); i++) {
      assertThat(observed.get(i)).as("observation %d of %s", i, id).isEqualTo(expected.get(i));
    }
    assertThat(observed).as(id).hasSameSizeAs(expected);
  }
}
