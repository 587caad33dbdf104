package io.refledger.agent.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentOptionsTest {

  @Test
  void every_option_should_have_an_allowed_default() throws OptionException {
    AgentOptions options = AgentOptions.of(Map.of());

    assertThat(OptionKey.all()).hasSize(27);
    assertThat(options.get(OptionKey.OUTPUT)).isEqualTo("refledger/%p");
    assertThat(options.get(OptionKey.REPORT)).containsExactly("text", "json", "html");
    assertThat(options.get(OptionKey.TRACK).isEverything()).isTrue();
    assertThat(options.get(OptionKey.BALANCE).isEmpty()).isTrue();
    assertThat(options.get(OptionKey.THRESHOLD)).isEqualTo(new Thresholds(2000, 10, 10));
    assertThat(options.get(OptionKey.INTERVAL)).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.get(OptionKey.VERIFY)).isZero();
    assertThat(options.get(OptionKey.LIVE)).isEmpty();
    assertThat(options.get(OptionKey.EXITCODE)).isEqualTo(23);
    assertThat(options.get(OptionKey.STRICT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "locals, foo",
    "sites, yes",
    "report, text:pdf",
    "report, text:text",
    "report, none:text",
    "track, a b",
    "track, ''",
    "library, !com.acme.**",
    "max-memory, 10",
    "max-memory, 9999999999g",
    "max-memory, -1m",
    "verify, deaths:0",
    "threshold, 2000:10",
    "threshold, 2000:10:x",
    "interval, 10",
    "interval, s",
    "interval, -1s",
    "interval, 9223372036854775807s",
    "interval, 9223372036854775807ms",
    "interval, 8761h",
    "gate, leaks",
    "exitcode, 0",
    "exitcode, 256",
    "live, 65536",
    "strict, on",
    "log, loud",
    "output, x/%q"
  })
  void value_that_is_not_allowed_should_be_refused_in_one_line(String key, String value) {
    assertThatThrownBy(() -> AgentOptions.of(Map.of(key, value)))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(key + "=" + value + ": allowed is ")
        .hasMessageEndingWith("; correct the value or leave the key out")
        .hasMessageNotContaining("\n");
  }

  @Test
  void message_should_name_all_words_that_are_allowed() {
    assertThatThrownBy(() -> AgentOptions.of(Map.of("locals", "foo")))
        .hasMessage(
            "locals=foo: allowed is one of exact, lean, off;"
                + " correct the value or leave the key out");
  }

  @Test
  void unknown_key_should_be_answered_with_the_nearest_one() {
    assertThatThrownBy(() -> AgentOptions.of(Map.of("loclas", "lean")))
        .hasMessage("loclas=lean: unknown key; did you mean locals?");
    assertThatThrownBy(() -> AgentOptions.of(Map.of("quality", "high")))
        .hasMessageStartingWith("quality=high: unknown key; allowed keys are config, output, ");
  }

  @ParameterizedTest
  @CsvSource({"1m, 1048576", "1024K, 1048576", "2g, 2147483648", "1048577, 1048577"})
  void memory_should_be_given_in_bytes_or_units(String value, long sizeBytes)
      throws OptionException {
    AgentOptions options = AgentOptions.of(Map.of("max-memory", value));

    assertThat(options.maxMemoryBytes()).isEqualTo(sizeBytes);
  }

  @Test
  void memory_should_be_a_quarter_of_the_heap_by_default() throws OptionException {
    assertThat(AgentOptions.of(Map.of()).maxMemoryBytes())
        .isEqualTo(Runtime.getRuntime().maxMemory() / 4);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "500ms, 500", "2s, 2000", "3m, 180000", "1h, 3600000"})
  void interval_should_be_given_with_its_unit(String value, long millis) throws OptionException {
    AgentOptions options = AgentOptions.of(Map.of("interval", value));

    assertThat(options.get(OptionKey.INTERVAL)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void verify_should_have_50_points_unless_told() throws OptionException {
    assertThat(AgentOptions.of(Map.of("verify", "deaths")).get(OptionKey.VERIFY)).isEqualTo(50);
    assertThat(AgentOptions.of(Map.of("verify", "deaths:7")).get(OptionKey.VERIFY)).isEqualTo(7);
  }

  @Test
  void gate_should_make_start_up_strict_unless_told() throws OptionException {
    Map<String, String> gate = Map.of("gate", "growth:resource");
    Map<String, String> lenient = Map.of("gate", "growth", "strict", "false");

    assertThat(AgentOptions.of(gate).get(OptionKey.STRICT)).isTrue();
    assertThat(AgentOptions.of(gate).get(OptionKey.GATE)).containsExactly("growth", "resource");
    assertThat(AgentOptions.of(lenient).get(OptionKey.STRICT)).isFalse();
    assertThat(AgentOptions.isStrict(Map.of("gate", "nonsense"))).isTrue();
    assertThat(AgentOptions.isStrict(Map.of("strict", "true", "x", "y"))).isTrue();
  }

  @Test
  void option_should_count_as_set_only_with_another_value() throws OptionException {
    AgentOptions options = AgentOptions.of(Map.of("live", "0", "jmx", "off"));

    assertThat(options.isSet(OptionKey.LIVE)).isTrue();
    assertThat(options.get(OptionKey.LIVE)).isEqualTo(Optional.of(0));
    assertThat(options.isSet(OptionKey.JMX)).isFalse();
    assertThat(options.isSet(OptionKey.JFR)).isFalse();
  }

  @Test
  void text_should_list_every_option_with_its_value() throws OptionException {
    Map<String, String> text = AgentOptions.of(Map.of("gate", "cycle")).asText();

    assertThat(text).hasSize(27).containsEntry("gate", "cycle").containsEntry("strict", "true");
    assertThat(List.copyOf(text.keySet()).subList(0, 3))
        .containsExactly("output", "report", "track");
  }
}
