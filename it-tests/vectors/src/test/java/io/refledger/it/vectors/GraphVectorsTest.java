package io.refledger.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded programs of each kind, as CPython answered them: every event, count and list order. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GraphVectorsTest {

  @ParameterizedTest
  @MethodSource("vectors")
  void ledger_should_behave_as_cpython_did(JsonObject vector) {
    JsonArray expected = vector.remove("obs").getAsJsonArray();

    JsonArray observed = GraphVectors.run(vector).getAsJsonArray("obs");

    assertThat(observed).as("%s", vector.get("id")).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(observed.get(i))
          .as("observation %d of %s", i, vector.get("id"))
          .isEqualTo(expected.get(i));
    }
  }

  static Stream<JsonObject> vectors() throws IOException {
    try (var in = GraphVectorsTest.class.getResourceAsStream("graph.jsonl");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList().stream()
          .map(line -> JsonParser.parseString(line).getAsJsonObject());
    }
  }
}
