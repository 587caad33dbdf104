package io.refledger.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SuppressionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
  private static final Finding GROWTH =
      SampleFindings.of(FindingKind.GROWTH, "com.acme.Session", 52);

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Session", // the type
        "com.acme.*",
        "**Session",
        "com.acme.Registry.ALL", // a reference of the path
        "com.acme.Login.open", // the method that allocated
        "com.acme.Login", // its class
        "java.util.ArrayList.add", // where it was stored
      })
  void finding_should_be_excused_by_type_reference_or_frame(String pattern)
      throws IOException, InputException {
    Suppressions suppressions = read("GROWTH:" + pattern + " -- it is a cache");

    assertThat(suppressions.applyTo(GROWTH, TODAY).suppressedBy())
        .contains("GROWTH:" + pattern + " -- it is a cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GROWTH:com.acme -- a package is no class",
        "GROWTH:* -- a star stays within a package",
        "RESOURCE:com.acme.Session -- another kind",
        "GROWTH:com.acme.Session until=2026-11-28 -- over since yesterday",
      })
  void finding_should_not_be_excused_by_another_kind_name_or_by_what_is_expired(String line)
      throws IOException, InputException {
    assertThat(read(line).applyTo(GROWTH, TODAY).suppressedBy()).isEmpty();
  }

  @Test
  void suppression_should_hold_on_its_last_day() throws IOException, InputException {
    String line = "growth:com.acme.Session until=2026-11-29 -- until the rewrite";

    assertThat(read(line).applyTo(GROWTH, TODAY).suppressedBy()).contains(line);
  }

  @Test
  void lines_should_be_told_as_used_unused_or_expired() throws IOException, InputException {
    Finding other = SampleFindings.of(FindingKind.GROWTH, "com.acme.Other", 5);
    Suppressions suppressions =
        read(
            """
            # what we live with

            GROWTH:com.acme.Session -- first
              GROWTH:com.acme.* -- second
            GROWTH:com.acme.Gone -- third
            GROWTH:com.acme.Session until=2020-01-01 -- fourth
            """);
    var screen = new Screen(suppressions, Baseline.NONE, TODAY);

    assertThat(screen.screen(List.of(GROWTH, other)).uses())
        .containsExactly(
            new SuppressionUse("GROWTH:com.acme.Session -- first", SuppressionUse.State.USED, 1),
            new SuppressionUse("GROWTH:com.acme.* -- second", SuppressionUse.State.USED, 1),
            new SuppressionUse("GROWTH:com.acme.Gone -- third", SuppressionUse.State.UNUSED, 0),
            new SuppressionUse(
                "GROWTH:com.acme.Session until=2020-01-01 -- fourth",
                SuppressionUse.State.EXPIRED,
                1));
  }

  @Test
  void pattern_may_have_blanks_as_names_of_threads_and_locals_have()
      throws IOException, InputException {
    Suppression line = read("GROWTH:local open sessions -- why not").lines().get(0);

    assertThat(line.pattern()).hasToString("local open sessions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GROWTH:com.acme.Session                     | a suppression without a reason
          GROWTH:com.acme.Session --                  | a suppression without a reason
          com.acme.Session -- no kind                 | a suppression begins with KIND:
          LEAK:com.acme.Session -- unknown kind       | a suppression begins with KIND:
          GROWTH: -- nothing chosen                   | no pattern after the kind
          GROWTH:a.B until=soon -- no date            | until= is followed by a day
          GROWTH:a.B until=2026-02-30 -- no such day  | until= is followed by a day
          """)
  void wrong_line_should_be_told_with_its_place(String line, String what) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> read("# first\n" + line))
        .withMessageStartingWith(temp.resolve("s.txt") + ":2: " + what)
        .withMessageNotContaining("\n");
  }

  @Test
  void file_that_cannot_be_read_should_be_told_in_one_line() throws IOException {
    Path binary = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xff, 0x10});

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Suppressions.readFrom(temp.resolve("missing")))
        .withMessage(temp.resolve("missing") + ": no suppressions: there is no such file");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Suppressions.readFrom(temp))
        .withMessage(temp + ": no suppressions: it is a directory");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Suppressions.readFrom(binary))
        .withMessage(binary + ": no suppressions: it is not text in UTF-8");
  }

  private Suppressions read(String text) throws IOException, InputException {
    return Suppressions.readFrom(Files.writeString(temp.resolve("s.txt"), text));
  }
}
