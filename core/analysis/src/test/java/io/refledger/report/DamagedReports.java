package io.refledger.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.refledger.report.json.JsonRendering;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Real reports with something wrong in them, as a random source has it. */
final class DamagedReports {
  private static final List<ReportModel> WHOLE =
      List.of(
          ReportFixture.clean(),
          ReportFixture.withGrowth(),
          ReportFixture.withBalance(),
          ReportFixture.gateFailed(),
          ReportFixture.incomplete());

  /** Values as JSON that stand where others should. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "\"\"",
          "\"x\"",
          "\"[x]\"",
          "\"static\"",
          "\"a.b.\"",
          "\"CYCLE\"",
          "\"\\u0000\\n\\r\\u001b[31m<b>&amp;\"",
          "\".etc.X\"",
          "\"passwd\"",
          "[]",
          "{}",
          "[[]]",
          "[0]",
          "[1,2,3,4,5,6,7]");

  private final Random random;

  DamagedReports(Random random) {
    this.random = random;
  }

  /** The bytes of a report with so many damages to what it says, and perhaps one to its text. */
  byte[] next(int damages) {
    JsonElement report = JsonParser.parseString(json(one(WHOLE)));
    for (int i = 0; i < damages; i++) {
      damage(report);
    }
    byte[] text = report.toString().getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) == 0 ? damaged(text) : text;
  }

  private static String json(ReportModel model) {
    try {
      var out = new StringWriter();
      new JsonRendering().render(model, out);
      return out.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void damage(JsonElement report) {
    List<JsonElement> parents = new ArrayList<>();
    collect(report, parents);
    JsonElement parent = one(parents);
    if (parent instanceof JsonObject object) {
      damage(object, one(List.copyOf(object.keySet())), parents);
    } else {
      damage((JsonArray) parent, random.nextInt(parent.getAsJsonArray().size()), parents);
    }
  }

  private void damage(JsonObject object, String key, List<JsonElement> others) {
    switch (random.nextInt(5)) {
      case 0 -> object.remove(key);
      case 1 -> object.add(key, one(others).deepCopy());
      case 2 -> object.add(key + "x", object.remove(key));
      default -> object.add(key, value());
    }
  }

  private void damage(JsonArray array, int index, List<JsonElement> others) {
    switch (random.nextInt(5)) {
      case 0 -> array.remove(index);
      case 1 -> array.set(index, one(others).deepCopy());
      case 2 -> array.add(array.get(index).deepCopy());
      default -> array.set(index, value());
    }
  }

  private JsonElement value() {
    return JsonParser.parseString(one(VALUES));
  }

  /** What has something in it. */
  private static void collect(JsonElement element, List<JsonElement> parents) {
    if (element instanceof JsonObject object && !object.isEmpty()) {
      parents.add(object);
      object.asMap().values().forEach(value -> collect(value, parents));
    } else if (element instanceof JsonArray array && !array.isEmpty()) {
      parents.add(array);
      array.forEach(value -> collect(value, parents));
    }
  }

  private byte[] damaged(byte[] text) {
    String whole = new String(text, StandardCharsets.UTF_8);
    int at = random.nextInt(text.length);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(text, at);
      case 1 -> flipped(text, at);
      case 2 -> ("\uFEFF" + whole).getBytes(StandardCharsets.UTF_8);
      case 3 -> (whole + whole).getBytes(StandardCharsets.UTF_8);
      case 4 -> whole.getBytes(StandardCharsets.UTF_16);
      case 5 ->
          whole.replaceFirst("\"live\":", "\"live\":7,\"live\":").getBytes(StandardCharsets.UTF_8);
      default -> nested(whole).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] flipped(byte[] text, int at) {
    byte[] flipped = text.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return flipped;
  }

  /** With a value that is as deep as a stack is not. */
  private String nested(String whole) {
    int depth = random.nextBoolean() ? 200 : 100_000;
    return whole.replaceFirst(
        "\"calledFrom\":null",
        "\"calledFrom\":" + "{\"calledFrom\":".repeat(depth) + "null" + "}".repeat(depth));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
