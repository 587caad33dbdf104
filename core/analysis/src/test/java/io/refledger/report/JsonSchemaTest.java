package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.refledger.report.json.JsonRendering;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonSchemaTest {

  @ParameterizedTest
  @MethodSource("models")
  void report_should_be_valid(ReportModel model) throws IOException {
    assertThat(validate(json(model))).isEmpty();
  }

  @Test
  void report_without_a_key_should_be_refused() throws IOException {
    String broken = json(ReportFixture.clean()).replace("\"underflows\"", "\"underflow\"");

    assertThat(validate(broken))
        .extracting(ValidationMessage::getMessage)
        .containsExactly("$.totals: required property 'underflows' not found");
  }

  static Stream<ReportModel> models() {
    return Stream.of(
        ReportFixture.clean(),
        ReportFixture.withGrowth(),
        ReportFixture.withBalance(),
        ReportFixture.gateFailed(),
        ReportFixture.incomplete());
  }

  private static String json(ReportModel model) throws IOException {
    var out = new StringWriter();
    new JsonRendering().render(model, out);
    return out.toString();
  }

  private static Set<ValidationMessage> validate(String json) throws IOException {
    try (InputStream in = JsonRendering.class.getResourceAsStream("report-schema-1.json")) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
      return schema.validate(json, InputFormat.JSON);
    }
  }
}
