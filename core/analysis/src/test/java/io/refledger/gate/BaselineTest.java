package io.refledger.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Origin;
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
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BaselineTest {
  private static final String ID = "0123456789abcdef0123456789abcdef01234567";
  private static final Finding SESSIONS =
      SampleFindings.of(FindingKind.GROWTH, "com.acme.Session", 52);

  @TempDir private Path temp;

  @Test
  void what_is_written_should_be_read_again() throws IOException, InputException {
    Finding cycle = SampleFindings.of(FindingKind.CYCLE, "com.acme.Partner[]", 200);
    Baseline baseline = Baseline.of(List.of(cycle, SESSIONS));

    assertThat(baseline.text().lines())
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly(
            SESSIONS.id() + " GROWTH com.acme.Session max=52",
            cycle.id() + " CYCLE com.acme.Partner[] max=200");
    assertThat(read(baseline.text())).isEqualTo(baseline);
  }

  @Test
  void what_no_program_has_should_be_read_again_too() throws IOException, InputException {
    Finding nameless = SampleFindings.of(FindingKind.SURVIVOR, " ", 1);
    Finding most = SampleFindings.of(FindingKind.GROWTH, "com.acme.Session", Long.MAX_VALUE);
    Baseline baseline = Baseline.of(List.of(nameless, most, SESSIONS));

    assertThat(baseline.text()).contains(" SURVIVOR ? max=1\n", " max=999999999999999999\n");
    assertThat(read(baseline.text())).isEqualTo(baseline);
  }

  @Test
  void findings_of_libraries_and_suppressed_ones_should_not_be_written() {
    Finding library = SampleFindings.of(FindingKind.GROWTH, Origin.LIBRARY, "org.lib.Pool", 9);

    assertThat(Baseline.of(List.of(library, SESSIONS.suppressedBy("why"))).byId()).isEmpty();
  }

  @Test
  void finding_should_be_known_up_to_its_maximum() throws IOException, InputException {
    Screen sameSize = screen(SESSIONS.id() + " GROWTH com.acme.Session max=52");
    Screen smaller = screen(SESSIONS.id() + " GROWTH com.acme.Session max=51");

    assertThat(sameSize.screen(List.of(SESSIONS)).findings()).allMatch(Finding::isKnown);
    assertThat(sameSize.screen(List.of(SESSIONS)).outgrown()).isEmpty();
    assertThat(smaller.screen(List.of(SESSIONS)).findings()).noneMatch(Finding::isKnown);
    assertThat(smaller.screen(List.of(SESSIONS)).outgrown()).containsEntry(SESSIONS.id(), 51L);
  }

  /** Held in two ways, each with a path of its own. */
  @Test
  void findings_of_one_fingerprint_should_be_known_together() throws IOException, InputException {
    Finding twin = SampleFindings.of(FindingKind.GROWTH, "com.acme.Session", 5);

    assertThat(Baseline.of(List.of(SESSIONS, twin)).text())
        .contains(SESSIONS.id() + " GROWTH com.acme.Session max=57\n");
    assertThat(screen(SESSIONS.id() + " GROWTH a.B max=56").screen(List.of(SESSIONS, twin)))
        .satisfies(both -> assertThat(both.findings()).noneMatch(Finding::isKnown));
  }

  /** Each test of a run was within it, all of them together are not. */
  @Test
  void what_an_earlier_screen_knew_should_be_asked_again() throws IOException, InputException {
    Screen screen = screen(SESSIONS.id() + " GROWTH com.acme.Session max=60");
    Finding known = screen.screen(List.of(SESSIONS)).findings().get(0);

    assertThat(screen.screen(List.of(known.joinedWith(known))).findings())
        .noneMatch(Finding::isKnown);
  }

  private Screen screen(String line) throws IOException, InputException {
    return new Screen(Suppressions.NONE, read(line), LocalDate.EPOCH);
  }

  @Test
  void what_is_not_found_any_more_should_be_told() throws IOException, InputException {
    Baseline baseline =
        read(ID + " SURVIVOR com.acme.Old max=1\n" + SESSIONS.id() + " GROWTH a.B max=1");

    assertThat(baseline.gone(List.of(SESSIONS)))
        .containsExactly(new Baseline.Known(ID, FindingKind.SURVIVOR, "com.acme.Old", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GROWTH com.acme.Session max=52",
        ID + " LEAK com.acme.Session max=52",
        ID + " GROWTH com.acme.Session",
        ID + " GROWTH com.acme.Session 52",
        ID + " GROWTH com.acme.Session max=-1",
        ID + " GROWTH com.acme.Session max=99999999999999999999",
        ID + " GROWTH com.acme.Session max=52 more",
        "0123 GROWTH com.acme.Session max=52",
      })
  void wrong_line_should_be_told_with_its_place(String line) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> read("\n" + line))
        .withMessage(
            temp.resolve("b.txt")
                + ":2: a line of a baseline is FINGERPRINT KIND type max=COUNT, as the command"
                + " baseline writes it: "
                + line);
  }

  @Test
  void fingerprint_that_stands_twice_should_be_refused() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> read(ID + " GROWTH a.B max=1\n" + ID + " GROWTH a.B max=2"))
        .withMessage(
            temp.resolve("b.txt") + ":2: this fingerprint stands in an earlier line too: " + ID);
  }

  private Baseline read(String text) throws IOException, InputException {
    return Baseline.readFrom(Files.writeString(temp.resolve("b.txt"), text));
  }
}
