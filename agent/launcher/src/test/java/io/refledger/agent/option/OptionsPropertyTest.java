package io.refledger.agent.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever options say, they are taken or refused by one line; and no gate fails open. */
class OptionsPropertyTest {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "255",
          "256",
          "65535",
          "65536",
          "100001",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e9",
          "0x10",
          "٣",
          " 7",
          "");

  private Path file;

  @BeforeProperty
  void makeFile() throws IOException {
    file = Files.createTempFile("options", ".conf");
  }

  @AfterProperty
  void removeFile() throws IOException {
    Files.delete(file);
  }

  @Property
  void options_should_be_taken_or_refused_in_one_line(
      @ForAll("optionStrings") String options,
      @ForAll("optionStrings") String property,
      @ForAll("files") byte[] config)
      throws IOException {
    Files.write(file, config);
    OptionSources sources = OptionSources.of(options + ",config=" + file, properties(property));
    try {
      sources.readConfig();
      AgentOptions taken = AgentOptions.of(sources.given());

      assertThat(taken.asText()).hasSameSizeAs(OptionKey.all());
      assertThat(taken.get(OptionKey.INTERVAL).toMillis()).isNotNegative();
      taken.get(OptionKey.TRACK).matches("com.acme.web.Order");
      taken.get(OptionKey.TRACK).tracks("[[Lcom.acme.web.Order;");
      taken.get(OptionKey.BALANCE).mayBeNamedIn(config);
    } catch (OptionException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2100);
    }
  }

  @Property
  void gate_that_is_asked_for_should_not_fail_open(
      @ForAll("optionStrings") String before,
      @ForAll("optionStrings") String after,
      @ForAll boolean isInFile)
      throws IOException {
    String gated = before + ",gate=growth," + after;
    Files.write(file, (isInFile ? gated.replace(',', '\n') : "").getBytes(StandardCharsets.UTF_8));
    String options = isInFile ? "config=" + file : gated;

    OptionSources sources = OptionSources.of(options, new Properties());
    String problem = problemOf(sources);

    boolean isTold = sources.given().getOrDefault("strict", "").equals("false");
    boolean isOtherGate = !sources.given().getOrDefault("gate", "").equals("growth");
    if (!problem.isEmpty() && !isTold && !isOtherGate) {
      assertThat(AgentOptions.isStrict(sources.given())).as(problem).isTrue();
    }
    assertThat(sources.given()).containsKey("gate");
  }

  private static String problemOf(OptionSources sources) {
    try {
      sources.readConfig();
      AgentOptions.of(sources.given());
      return "";
    } catch (OptionException e) {
      return e.getMessage();
    }
  }

  private static Properties properties(String options) {
    Properties properties = new Properties();
    for (String option : options.split(",")) {
      int equals = option.indexOf('=');
      if (equals > 0 && !option.startsWith("config")) {
        properties.setProperty(
            "refledger." + option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return properties;
  }

  @Provide
  Arbitrary<String> optionStrings() {
    return options().list().ofMaxSize(4).map(list -> String.join(",", list));
  }

  @Provide
  Arbitrary<byte[]> files() {
    Arbitrary<byte[]> texts =
        options()
            .list()
            .ofMaxSize(4)
            .map(lines -> String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    return Arbitraries.frequencyOf(
        Tuple.of(9, texts), Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(30)));
  }

  private static Arbitrary<String> options() {
    List<String> keys = new ArrayList<>(List.of("config", "gat", "", " log ", "x".repeat(3000)));
    OptionKey.all().forEach(key -> keys.add(key.name()));
    Arbitrary<String> right =
        Combinators.combine(Arbitraries.of(keys), values()).as((k, v) -> k + "=" + v);
    Arbitrary<String> wrong = Arbitraries.strings().ofMaxLength(8);
    return Arbitraries.frequencyOf(Tuple.of(9, right), Tuple.of(1, wrong));
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> words =
        Arbitraries.of(
            "on",
            "off",
            "none",
            "auto",
            "lean",
            "deaths",
            "deaths:3",
            "text:json",
            "text:text",
            "growth",
            "growth:cycle",
            "true",
            "false",
            "2000:10:10",
            "1:2",
            "%p",
            "%q",
            "a\u0000b",
            "com.acme.**",
            "!java.**:com.*",
            "**a**b**c*d?",
            "[I",
            "[",
            ":",
            "!",
            "ö".repeat(3000));
    Arbitrary<String> numbers =
        Combinators.combine(
                Arbitraries.of(NUMBERS), Arbitraries.of("", "k", "g", "ms", "s", "h", ":"))
            .as((number, unit) -> number + unit);
    return Arbitraries.frequencyOf(
        Tuple.of(4, words),
        Tuple.of(3, numbers),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(12)));
  }
}
