package io.refledger.agent.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OptionSourcesTest {
  private final Properties properties = new Properties();

  @TempDir Path directory;

  @Test
  void option_string_should_be_split_at_commas_and_the_first_equals_sign() throws Exception {
    assertThat(given("locals=exact,output=a=b,,track=x:y"))
        .containsExactly(
            Map.entry("locals", "exact"), Map.entry("output", "a=b"), Map.entry("track", "x:y"));
  }

  @Test
  void missing_option_string_should_give_no_options() throws Exception {
    assertThat(given(null)).isEmpty();
    assertThat(given("")).isEmpty();
  }

  @Test
  void option_without_value_should_be_refused() {
    assertThatThrownBy(() -> given("locals"))
        .isInstanceOf(OptionException.class)
        .hasMessage("locals: allowed is key=value; write locals=VALUE");
  }

  @Test
  void option_string_should_beat_property_and_property_should_beat_file() throws Exception {
    properties.setProperty("refledger.locals", "off");
    properties.setProperty("refledger.soft", "weak");
    String file = config("# three options\nlocals=lean\nsoft=strong\n\n  pool = off  \n");

    assertThat(given("locals=exact,config=" + file))
        .containsOnly(
            Map.entry("locals", "exact"), Map.entry("soft", "weak"), Map.entry("pool", "off"));
  }

  @Test
  void last_of_two_values_in_one_source_should_count() throws Exception {
    assertThat(given("locals=exact,locals=off")).containsExactly(Map.entry("locals", "off"));
  }

  @Test
  void properties_of_the_tests_should_be_no_options() throws Exception {
    properties.setProperty("refledger.missing", "skip");
    properties.setProperty("refledger.test.weaver-fails", "a.B");
    properties.setProperty("refledger.mode", "report");
    properties.setProperty("refledger.jdks", "/opt/jdk");

    assertThat(given("")).isEmpty();
  }

  @Test
  void bad_line_should_be_named_by_file_and_number() throws Exception {
    String file = config("locals=lean\nnonsense\n");

    assertThatThrownBy(() -> given("config=" + file))
        .hasMessage(
            "config=" + file + ": line 2: nonsense: allowed is key=value; write nonsense=VALUE");
  }

  @Test
  void file_should_not_name_another_file() throws Exception {
    String file = config("config=other\n");

    assertThatThrownBy(() -> given("config=" + file))
        .hasMessage(
            "config="
                + file
                + ": line 1: a configuration file cannot name another; move the options here");
  }

  @Test
  void missing_file_should_be_refused_in_one_line() {
    String file = directory.resolve("nowhere").toString();

    assertThatThrownBy(() -> given("config=" + file))
        .hasMessage("config=" + file + ": allowed is a readable UTF-8 file; NoSuchFileException");
  }

  @Test
  void mark_at_the_beginning_of_a_file_should_belong_to_no_key() throws Exception {
    assertThat(given("config=" + config("\uFEFFlocals=off")))
        .containsExactly(Map.entry("locals", "off"));
  }

  @Test
  void last_of_two_values_in_the_file_should_count() throws Exception {
    assertThat(given("config=" + config("gate=growth\ngate=cycle\n")))
        .containsExactly(Map.entry("gate", "cycle"));
  }

  @Test
  void file_without_end_should_be_refused() {
    assumeTrue(Files.exists(Path.of("/dev/zero")));

    assertThatThrownBy(() -> given("config=/dev/zero"))
        .hasMessage(
            "config=/dev/zero: allowed is a readable UTF-8 file; longer than 1048576 bytes");
  }

  @Test
  void gate_should_be_known_whatever_else_is_wrong() throws Exception {
    for (String options :
        List.of(
            "nonsense,gate=growth",
            "gate=growth,strict=yes",
            "nonsense,config=" + config("gate=growth"),
            "config=" + config("\uFEFFgate=growth\nnonsense"),
            "config=" + config("gate = growth\nnonsense"),
            "config=" + config("gate=none\ngate=growth\nnonsense"))) {
      OptionSources sources = OptionSources.of(options, properties);

      assertThatThrownBy(
              () -> {
                sources.readConfig();
                AgentOptions.of(sources.given());
              })
          .as(options)
          .isInstanceOf(OptionException.class);
      assertThat(AgentOptions.isStrict(sources.given())).as(options).isTrue();
    }
  }

  @Test
  void options_given_before_a_bad_file_should_be_known() throws Exception {
    OptionSources sources = OptionSources.of("strict=true,config=nowhere", properties);

    assertThatThrownBy(sources::readConfig).isInstanceOf(OptionException.class);
    assertThat(sources.given()).containsEntry("strict", "true");
  }

  private Map<String, String> given(String optionString) throws OptionException {
    OptionSources sources = OptionSources.of(optionString, properties);
    sources.readConfig();
    return sources.given();
  }

  private String config(String text) throws IOException {
    Path file = Files.createTempFile(directory, "refledger", ".conf");
    return Files.writeString(file, text).toString();
  }
}
