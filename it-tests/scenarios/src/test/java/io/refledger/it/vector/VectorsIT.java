package io.refledger.it.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** What CPython did is what {@code vectors.jar} says, on each JDK. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VectorsIT {
  private static final int RECORDED = 300 + 100 + 100 + 27 + 80 + 50;
  private static final int WITHOUT_RESURRECTION_AND_SAVED_GARBAGE = 245 + 100 + 100 + 21;
  private static final List<String> ANSWERS =
      List.of("obs", "ckpt", "arenas_freed", "places_crc32");

  @TempDir private Path directory;

  @EachJdk
  void every_vector_should_be_answered_as_cpython_did(Jdk jdk) throws IOException {
    ForkedJvm.Result result = run(jdk);

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(compared()).isEqualTo(RECORDED);
  }

  @EachJdk
  void every_program_should_behave_as_cpython_did_when_it_is_woven_java(Jdk jdk)
      throws IOException {
    ForkedJvm.Result result = run(jdk, "--woven");

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(compared()).isEqualTo(WITHOUT_RESURRECTION_AND_SAVED_GARBAGE);
  }

  private ForkedJvm.Result run(Jdk jdk, String... mode) {
    return ForkedJvm.on(jdk, directory)
        .with("-jar", Product.vectorsJar().toString())
        .with(mode)
        .with("--in", Product.recordedVectors().toString(), "--out", directory.toString())
        .run();
  }

  /** The number of answers, each of which is the recorded one. */
  private int compared() throws IOException {
    Map<String, JsonObject> recorded = new HashMap<>();
    for (JsonObject vector : vectors(Product.recordedVectors())) {
      recorded.put(vector.get("id").getAsString(), vector);
    }
    List<JsonObject> answered = vectors(directory);
    for (JsonObject vector : answered) {
      JsonObject expected = recorded.get(vector.get("id").getAsString());
      for (String key : ANSWERS) {
        JsonElement answer = vector.get(key);
        assertThat(answer).as("%s of %s", key, vector.get("id")).isEqualTo(expected.get(key));
      }
    }
    return answered.size();
  }

  private static List<JsonObject> vectors(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .flatMap(VectorsIT::lines)
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
