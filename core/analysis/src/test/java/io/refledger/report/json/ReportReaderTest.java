package io.refledger.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.report.Audit;
import io.refledger.report.LiveObjects;
import io.refledger.report.ReleasedByCollector;
import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotReadException;
import io.refledger.report.RunFacts;
import io.refledger.snapshot.PauseStats;
import java.io.IOException;
import java.io.StringWriter;
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

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportReaderTest {

  @TempDir private Path temp;

  @ParameterizedTest
  @MethodSource("models")
  void report_should_come_back_as_it_was_written(ReportModel model) throws IOException {
    assertThat(ReportReader.read(file(json(model)))).isEqualTo(model);
  }

  static Stream<ReportModel> models() {
    ReportModel clean = ReportFixture.clean();
    return Stream.of(
        clean,
        ReportFixture.withGrowth(),
        ReportFixture.withBalance(),
        ReportFixture.gateFailed(),
        ReportFixture.incomplete(),
        withRun(clean, auditedWithoutPool(clean.run())));
  }

  private static RunFacts auditedWithoutPool(RunFacts run) {
    var audit =
        new Audit(9, 8, 7, 6, 5, new Audit.Excluded(6, 5, 4, 3, 2, 1), List.of("1 \"x\" → \\y"));
    return new RunFacts(
        run.tool(),
        run.jvm(),
        run.options(),
        run.totals(),
        run.generations(),
        run.pauses(),
        Optional.empty(),
        run.coverage(),
        run.losses(),
        Optional.of(audit));
  }

  private static ReportModel withRun(ReportModel model, RunFacts run) {
    return new ReportModel(
        run,
        model.verdict(),
        model.incomplete(),
        model.cyclesInJdk(),
        model.findings(),
        List.of("2 Session  held by \"a\": flat in the last third"),
        List.of(new ReleasedByCollector("java.nio.DirectByteBuffer", 2, Optional.empty())),
        model.live(),
        model.balances(),
        model.gating(),
        model.overview());
  }

  @Test
  void keys_it_does_not_know_should_be_ignored() throws IOException {
    ReportModel model = ReportFixture.withGrowth();
    String json = json(model).replace("\"known\": false", "\"known\": false, \"later\": [{}]");

    assertThat(ReportReader.read(file(json))).isEqualTo(model);
  }

  @Test
  void tables_that_the_schema_does_not_require_may_be_missing() throws IOException {
    String json = json(ReportFixture.clean()).replace("liveByClass", "x").replace("losses", "y");
    json = json.replace("pauses", "z").replace("\"cycle\"", "\"w\"");

    ReportModel read = ReportReader.read(file(json));

    assertThat(read.live()).isEqualTo(new LiveObjects(List.of(), List.of(), 0, 0));
    assertThat(read.run().pauses()).isEqualTo(PauseStats.NONE);
    assertThat(read.findings().get(0).cycle()).get().matches(cycle -> !cycle.isWhole());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "schema": 1    | "schema": 2    | schema 2 is not known, this version reads 1; use the version that wrote it
          "schema": 1    | "schema": "1"  | schema is not a number
          "verdict": "c  | "verdict": "x" | no JSON
          "clean"        | "spotless"     | verdict is not known: spotless
          "underflows"   | "underflow"    | totals.underflows is missing
          "stores": 1800 | "stores": 1.5  | totals.stores is not a whole number of 53 bits
          "stores": 1800 | "stores": 9223372036854775807 | totals.stores is not a whole number of 53 bits
          "id": "        | "id": "x       | findings[0].id is not a fingerprint of 40 hexadecimal digits
          "advice": "    | "advise": "    | findings[0].advice is missing
          "wraps": []    | "wraps": {}    | findings[0].wraps is not a list
          "line": 29     | "line": "29"   | findings[0].allocatedAt.line is not a number
          "known": false | "known": 0     | findings[0].known is not true or false
          "origin": "app | "origin": "upp | findings[0].origin is not known: upplication
          """)
  void what_is_wrong_should_be_named(String right, String wrong, String problem)
      throws IOException {
    String json = json(ReportFixture.clean());
    assertThat(json).contains(right);
    Path file = file(json.replaceFirst(java.util.regex.Pattern.quote(right), wrong));

    assertThatThrownBy(() -> ReportReader.read(file))
        .isInstanceOf(ReportNotReadException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .message()
        .hasLineCount(1);
  }

  @Test
  void numbers_of_arenas_that_have_no_words_should_be_refused() throws IOException {
    String json = json(ReportFixture.clean());
    String key = "\"arenasByOccupancy\": [";
    assertThat(json).contains(key);

    assertThatThrownBy(() -> ReportReader.read(file(json.replace(key, key + "1, "))))
        .isInstanceOf(ReportNotReadException.class)
        .hasMessageContaining("pool.arenasByOccupancy is not 5 numbers");
  }

  @Test
  void way_that_leads_nowhere_should_be_refused() throws IOException {
    String json = json(ReportFixture.withGrowth());
    String way = "{ \"count\": 1, \"path\": [] }";
    String wrong = json.replaceFirst("\"holders\": \\[", "\"holders\": [" + way + ", " + way + ",");
    assertThat(wrong).isNotEqualTo(json);

    assertThatThrownBy(() -> ReportReader.read(file(wrong)))
        .isInstanceOf(ReportNotReadException.class)
        .hasMessageContaining("findings[0].holders is not a list of paths");
  }

  @Test
  void report_cut_off_anywhere_should_be_refused_in_one_line() throws IOException {
    String json = json(ReportFixture.withGrowth()).strip();
    for (int length = 0; length < json.length(); length += 7) {
      Path file = file(json.substring(0, length));

      assertThatThrownBy(() -> ReportReader.read(file))
          .isInstanceOf(ReportNotReadException.class)
          .message()
          .startsWith(file + ": ")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"'{} {}'", "'[]'", "'null'", "'{schema: 1}'", "'\u0000'", "'7'"})
  void other_text_should_be_refused(String text) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> ReportReader.read(file)).isInstanceOf(ReportNotReadException.class);
  }

  @Test
  void bytes_that_are_no_text_should_be_refused() throws IOException {
    Path file = Files.write(temp.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

    assertThatThrownBy(() -> ReportReader.read(file)).isInstanceOf(ReportNotReadException.class);
  }

  @Test
  void missing_file_and_directory_should_be_named() {
    assertThatThrownBy(() -> ReportReader.read(temp.resolve("none.json")))
        .isInstanceOf(ReportNotReadException.class)
        .hasMessage(temp.resolve("none.json") + ": there is no such file");
    assertThatThrownBy(() -> ReportReader.read(temp))
        .isInstanceOf(ReportNotReadException.class)
        .hasMessage(temp + ": is a directory; name the report.json in it");
  }

  private Path file(String json) throws IOException {
    return Files.writeString(temp.resolve("report.json"), json);
  }

  private static String json(ReportModel model) throws IOException {
    var out = new StringWriter();
    new JsonRendering().render(model, out);
    return out.toString();
  }
}
