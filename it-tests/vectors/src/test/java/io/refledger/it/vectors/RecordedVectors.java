package io.refledger.it.vectors;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The vectors that were recorded with CPython 3.11. */
final class RecordedVectors {
  private static final List<String> PROGRAMS = List.of("graph", "auto", "auto-plain", "named");
  private static final List<String> POOLS = List.of("pool-3.10plus", "pool-older");

  private RecordedVectors() {}

  /** All programs of objects. */
  static Stream<JsonObject> programs() {
    return PROGRAMS.stream().flatMap(RecordedVectors::read);
  }

  /** All sequences of requests for memory. */
  static Stream<JsonObject> pools() {
    return POOLS.stream().flatMap(RecordedVectors::read);
  }

  private static Stream<JsonObject> read(String name) {
    try (var in = RecordedVectors.class.getResourceAsStream(name + ".jsonl");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList().stream()
          .map(line -> JsonParser.parseString(line).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
