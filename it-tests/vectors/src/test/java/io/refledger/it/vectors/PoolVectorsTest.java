package io.refledger.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonStreamParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest recorded program of each allocator and style, as CPython answered it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolVectorsTest {

  @ParameterizedTest
  @MethodSource("vectors")
  void simulator_should_answer_as_cpython_did(JsonObject vector) {
    JsonObject answer = PoolVectors.run(vector);

    for (String key : answer.keySet()) {
      assertThat(answer.get(key)).as("%s of %s", key, vector.get("id")).isEqualTo(vector.get(key));
    }
  }

  static Stream<JsonObject> vectors() throws IOException {
    try (var in = PoolVectorsTest.class.getResourceAsStream("pool.jsonl");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList().stream()
          .map(line -> new JsonStreamParser(line).next().getAsJsonObject());
    }
  }
}
