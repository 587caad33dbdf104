package io.refledger.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.refledger.leak.FindingKind;
import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import io.refledger.report.source.SourceFiles;
import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema is the published one, which a library of SARIF carries in its jar. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SarifRenderingTest {

  @TempDir private Path root;

  @ParameterizedTest
  @MethodSource("models")
  void every_report_should_be_valid(ReportModel model) throws IOException {
    String sarif = render(model);

    assertThat(schema().validate(sarif, InputFormat.JSON)).as(sarif).isEmpty();
  }

  static Stream<ReportModel> models() {
    return Stream.of(
        ReportFixture.clean(),
        ReportFixture.withGrowth(),
        ReportFixture.gateFailed(),
        ReportFixture.incomplete());
  }

  @Test
  void schema_should_refuse_what_is_not_sarif() throws IOException {
    String sarif = render(ReportFixture.withGrowth());

    assertThat(schema().validate(sarif.replace("ruleIndex", "rule"), InputFormat.JSON))
        .isNotEmpty();
  }

  /** Code hosts refuse a whole file for one such result. */
  @ParameterizedTest
  @CsvSource({
    "com.acme.Shop$$Lambda/0x00a1, <generated>, com/acme/Shop.java",
    "com.acme.Ärger, '', com/acme/%C3%84rger.java",
    "Shop, 'a b.java', Shop.java",
    "com.acme.Shop, Shop.kt, com/acme/Shop.kt",
  })
  void every_result_should_have_a_file(String className, String file, String uri)
      throws IOException {
    Frame frame = new Frame(className, "run", file, 7, true, Optional.empty());
    ReportModel model = ReportFixture.ofOne(FindingKind.GROWTH, Optional.of(frame), 0);

    JsonObject place =
        first(results(model).get(0).getAsJsonObject(), "locations")
            .getAsJsonObject("physicalLocation");

    assertThat(place.getAsJsonObject("artifactLocation").get("uri").getAsString()).isEqualTo(uri);
    assertThat(schema().validate(render(model), InputFormat.JSON)).isEmpty();
  }

  @Test
  void result_without_any_frame_should_point_to_the_class_and_large_counts_be_valid()
      throws IOException {
    ReportModel model = ReportFixture.ofOne(FindingKind.RESOURCE, Optional.empty(), 1L << 40);

    JsonObject result = results(model).get(0).getAsJsonObject();

    assertThat(result.get("occurrenceCount").getAsLong()).isEqualTo(Integer.MAX_VALUE);
    assertThat(first(result, "locations").getAsJsonObject("physicalLocation").toString())
        .contains("com/acme/Session.java");
    assertThat(schema().validate(render(model), InputFormat.JSON)).isEmpty();
  }

  @Test
  void finding_should_point_to_the_line_that_stored_the_suspect_reference() throws IOException {
    Path source = root.resolve("src/main/java/com/acme/Login.java");
    Files.createDirectories(source.getParent());
    Files.createFile(source);

    JsonObject growth = results(ReportFixture.gateFailed()).get(0).getAsJsonObject();

    assertThat(growth.get("level").getAsString()).isEqualTo("error");
    JsonObject place = first(growth, "locations").getAsJsonObject("physicalLocation");
    assertThat(place.getAsJsonObject("artifactLocation").get("uri").getAsString())
        .isEqualTo("src/main/java/com/acme/Login.java");
    assertThat(place.getAsJsonObject("region").get("startLine").getAsInt()).isEqualTo(41);
    assertThat(growth.getAsJsonObject("partialFingerprints").get("refledger/v1").getAsString())
        .isEqualTo(ReportFixture.withGrowth().findings().get(0).id());
  }

  @Test
  void code_flow_should_lead_from_allocation_over_the_stores_to_the_root() throws IOException {
    JsonObject growth = results(ReportFixture.withGrowth()).get(0).getAsJsonObject();

    JsonObject flow = first(first(growth, "codeFlows"), "threadFlows");
    List<String> events =
        flow.getAsJsonArray("locations").asList().stream()
            .map(step -> step.getAsJsonObject().getAsJsonObject("location"))
            .map(location -> location.getAsJsonObject("message").get("text").getAsString())
            .toList();
    assertThat(events)
        .containsExactly(
            "allocated at com.acme.Login.open(Login.java:41)",
            "stored in [x] at java.util.ArrayList.add(ArrayList.java:455)",
            "stored in java.util.ArrayList.elementData at"
                + " java.util.ArrayList.add(ArrayList.java:455)",
            "stored in com.acme.Login.SESSIONS at com.acme.Login.open(Login.java:41)");
  }

  @Test
  void suppressed_finding_should_say_so() throws IOException {
    JsonObject cycle = results(ReportFixture.gateFailed()).get(1).getAsJsonObject();

    assertThat(cycle.get("level").getAsString()).isEqualTo("note");
    assertThat(first(cycle, "suppressions").get("justification").getAsString())
        .isEqualTo("CYCLE:com.acme.* -- couples stay together");
  }

  private JsonArray results(ReportModel model) throws IOException {
    JsonObject sarif = JsonParser.parseString(render(model)).getAsJsonObject();
    return first(sarif, "runs").getAsJsonArray("results");
  }

  private static JsonObject first(JsonObject parent, String key) {
    return parent.getAsJsonArray(key).get(0).getAsJsonObject();
  }

  private String render(ReportModel model) throws IOException {
    var out = new StringWriter();
    new SarifRendering(SourceFiles.under(root)).render(model, out);
    return out.toString();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        SarifRenderingTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
    }
  }
}
