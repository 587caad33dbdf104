package io.refledger.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * A report that an agent wrote.
 *
 * @param json its {@code report.json}
 */
public record Report(JsonObject json) {
  private static final long MOST_FOREIGN = 4;

  /** The report of a directory. */
  public static Report in(Path directory) {
    try {
      String text = Files.readString(directory.resolve("report.json"));
      return new Report(JsonParser.parseString(text).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException("no report in " + directory, e);
    }
  }

  /** What the schema in the agent jar says against the report, nothing when it is valid. */
  public List<String> schemaErrors() {
    try (JarFile jar = new JarFile(Product.agentJar().toFile());
        InputStream in =
            jar.getInputStream(
                jar.getEntry("inst/io/refledger/report/json/report-schema-1.json"))) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
      return schema.validate(json.toString(), InputFormat.JSON).stream()
          .map(ValidationMessage::getMessage)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no schema in the agent jar", e);
    }
  }

  /** A figure of {@code totals}. */
  public long total(String name) {
    return json.getAsJsonObject("totals").get(name).getAsLong();
  }

  /**
   * Asserts that the ledger has no doubts, and that the audit found the heap as the ledger has it.
   */
  public void assertThatBooksAreRight() {
    for (String total : List.of("underflows", "revived")) {
      assertThat(total(total)).as(total).isZero();
    }
    assertThat(skipped("classesSkipped")).isEmpty();
    assertThat(incomplete()).isEmpty();
    JsonObject audit = json.getAsJsonObject("audit");
    String worst = audit.get("worst").toString();
    for (String figure : List.of("wrong", "early", "late")) {
      assertThat(audit.get(figure).getAsLong()).as("%s: %s", figure, worst).isZero();
    }
    JsonObject excluded = audit.getAsJsonObject("excluded");
    for (String figure : List.of("frames", "pending", "immortal")) {
      assertThat(excluded.get(figure).getAsLong()).as("%s: %s", figure, worst).isZero();
    }
    // An exception that the JVM made, a call site that it linked: now and then, on 25.
    assertThat(excluded.get("foreign").getAsLong()).as(worst).isLessThanOrEqualTo(MOST_FOREIGN);
  }

  /** What was not seen, reason by reason; nothing when the report is complete. */
  public List<String> incomplete() {
    return json.getAsJsonArray("incomplete").asList().stream().map(JsonElement::toString).toList();
  }

  /** The number of live objects by class name. */
  public Map<String, Long> liveByClass() {
    Map<String, Long> live = new TreeMap<>();
    for (JsonElement row : json.getAsJsonArray("liveByClass")) {
      JsonObject object = row.getAsJsonObject();
      live.put(object.get("type").getAsString(), object.get("count").getAsLong());
    }
    return live;
  }

  /** The verdict. */
  public String verdict() {
    return json.get("verdict").getAsString();
  }

  /** All findings, in the order of the report. */
  public List<ReportedFinding> findings() {
    return json.getAsJsonArray("findings").asList().stream().map(ReportedFinding::of).toList();
  }

  /** The findings of a kind. */
  public List<JsonObject> findings(String kind) {
    List<JsonObject> findings = new ArrayList<>();
    for (JsonElement finding : json.getAsJsonArray("findings")) {
      if (finding.getAsJsonObject().get("kind").getAsString().equals(kind)) {
        findings.add(finding.getAsJsonObject());
      }
    }
    return findings;
  }

  /** The names of what was left out: {@code classesSkipped} or {@code methodsSkipped}. */
  public List<String> skipped(String list) {
    JsonArray skipped = json.getAsJsonObject("coverage").getAsJsonArray(list);
    List<String> names = new ArrayList<>();
    for (JsonElement entry : skipped) {
      names.add(entry.getAsJsonObject().get("name").getAsString());
    }
    return names;
  }
}
