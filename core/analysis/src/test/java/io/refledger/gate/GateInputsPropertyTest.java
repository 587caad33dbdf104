package io.refledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Files and options that users write for a gate are taken, or refused in one line. */
class GateInputsPropertyTest {
  private static final List<Finding> FINDINGS =
      List.of(
          SampleFindings.of(FindingKind.GROWTH, "com.acme.Session", 52),
          SampleFindings.of(FindingKind.RESOURCE, "java.io.FileInputStream", 1));

  private Path file;

  @BeforeProperty
  void makeFile() throws IOException {
    file = Files.createTempFile("gate", ".txt");
  }

  @AfterProperty
  void removeFile() throws IOException {
    Files.delete(file);
  }

  @Property
  void suppressions_should_be_taken_or_refused_in_one_line(@ForAll("texts") byte[] text)
      throws IOException {
    Files.write(file, text);
    try {
      Suppressions suppressions = Suppressions.readFrom(file);

      var screen = new Screen(suppressions, Baseline.NONE, LocalDate.of(2026, 6, 1));
      assertThat(screen.screen(FINDINGS).uses()).hasSameSizeAs(suppressions.lines());
    } catch (InputException e) {
      assertThat(e.getMessage()).startsWith(file + ":").hasLineCount(1);
    }
  }

  @Property
  void baseline_should_be_taken_or_refused_in_one_line(@ForAll("texts") byte[] text)
      throws IOException {
    Files.write(file, text);
    try {
      Baseline baseline = Baseline.readFrom(file);

      new Screen(Suppressions.NONE, baseline, LocalDate.of(2026, 6, 1)).screen(FINDINGS);
      assertThat(baseline.text()).isNotEmpty();
    } catch (InputException e) {
      assertThat(e.getMessage()).startsWith(file + ":").hasLineCount(1);
    }
  }

  @Property
  void budget_should_be_taken_as_it_is_written_or_refused(@ForAll("lines") String text) {
    try {
      Budget budget = Budget.parse(text);

      assertThat(Budget.parse(budget.toString())).isEqualTo(budget);
      FINDINGS.forEach(budget::isAbout);
    } catch (IllegalArgumentException e) {
      assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class);
      assertThat(e.getMessage()).startsWith("a budget is KIND:PATTERN=N");
    }
  }

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<byte[]> written =
        lines().list().ofMaxSize(4).map(lines -> bytes(String.join("\n", lines)));
    Arbitrary<byte[]> noText = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    return Arbitraries.frequencyOf(Tuple.of(9, written), Tuple.of(1, noText));
  }

  /** Right parts in all orders, and what does not belong there. */
  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(
            "GROWTH",
            "resource",
            "CYCLE",
            "LEAK",
            ":",
            ":",
            "=",
            " ",
            " ",
            "com.acme.**",
            "**",
            "*",
            "?",
            "[x]",
            "-- why",
            "--",
            "until=",
            "2026-05-31",
            "2026-02-30",
            "max=",
            "52",
            "-1",
            "99999999999999999999",
            "#",
            "\t",
            "\r",
            "\u2028",
            "\uFEFF",
            "\u0000",
            "\ud800",
            "\\E",
            "0123456789012345678901234567890123456789",
            "0123456789abcdef0123456789abcdef01234567")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
