package io.refledger.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded sequence of requests, as CPython answered it: the place of each block. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolVectorsTest {

  @ParameterizedTest
  @MethodSource("io.refledger.it.vectors.RecordedVectors#pools")
  void simulator_should_answer_as_cpython_did(JsonObject vector) {
    JsonObject answer = PoolVectors.run(vector);

    for (String key : answer.keySet()) {
      assertThat(answer.get(key)).as("%s of %s", key, vector.get("id")).isEqualTo(vector.get(key));
    }
  }
}
