package io.refledger.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.refledger.graph.HeapTexts;
import io.refledger.leak.LibraryPatterns;
import io.refledger.report.Losses;
import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import io.refledger.report.RunFacts;
import io.refledger.report.source.SourceLines;
import io.refledger.snapshot.SnapshotBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlRenderingTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&{{data}}";
  private static final Pattern DATA =
      Pattern.compile("<script id=\"data\" type=\"text/plain\">([A-Za-z0-9+/]+=*)</script>");

  @TempDir Path directory;

  @Test
  void data_should_be_the_json_report_and_the_paths_as_people_read_them() throws IOException {
    JsonObject data = data(page(ReportFixture.withGrowth()));

    JsonObject finding =
        data.getAsJsonObject("report").getAsJsonArray("findings").get(0).getAsJsonObject();
    assertThat(finding.get("kind").getAsString()).isEqualTo("GROWTH");
    JsonObject way =
        data.getAsJsonArray("shown")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("ways")
            .get(0)
            .getAsJsonObject();
    assertThat(way.getAsJsonArray("path")).hasSize(2); // of four references, two within the map
  }

  @Test
  void lines_of_source_should_be_in_the_data_where_sources_are_found() throws IOException {
    Path source = directory.resolve("src/main/java/com/acme/Login.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "line\n".repeat(40) + "sessions.add(</script>)\nline\n");

    JsonObject data = data(page(ReportFixture.withGrowth()));

    JsonObject excerpt = data.getAsJsonObject("sources").getAsJsonObject("com.acme.Login:41");
    assertThat(excerpt)
        .hasToString(
            "{\"path\":\"src/main/java/com/acme/Login.java\",\"first\":39,"
                + "\"lines\":[\"line\",\"line\",\"sessions.add(</script>)\",\"line\"]}");
  }

  @Test
  void names_of_the_program_should_not_break_out_of_the_page() throws IOException {
    String harmless = page(named("Harmless"));
    String hostile = page(named(HOSTILE));

    assertThat(hostile).doesNotContain("<img").doesNotContain("onerror=alert");
    assertThat(occurrences(hostile, "<script")).isEqualTo(occurrences(harmless, "<script"));
    assertThat(occurrences(hostile, "</script")).isEqualTo(2);
    JsonObject jvm = data(hostile).getAsJsonObject("report").getAsJsonObject("jvm");
    assertThat(jvm.get("command").getAsString()).isEqualTo(HOSTILE);
  }

  @Test
  void page_should_allow_no_script_and_style_but_its_own_and_no_connection() throws IOException {
    String page = page(ReportFixture.clean());

    assertThat(page)
        .contains(
            "content=\"default-src 'none'; script-src '"
                + escaped(PageParts.hash(PageParts.script()))
                + "'; style-src '"
                + escaped(PageParts.hash(PageParts.style()))
                + "'; base-uri 'none'; form-action 'none'\"");
    assertThat(PageParts.script() + PageParts.style())
        .doesNotContain("</script")
        .doesNotContain("</style");
  }

  @Test
  void same_report_should_give_the_same_page() throws IOException {
    assertThat(page(ReportFixture.withGrowth())).isEqualTo(page(ReportFixture.withGrowth()));
  }

  /** Classes, allocation sites, static fields that hold them, and sites of death. */
  @Test
  void page_of_a_large_program_should_be_small_and_say_what_it_leaves_out() throws IOException {
    ReportModel large = large(100_000);

    String page = page(large);

    assertThat(page).hasSizeLessThan(2_000_000);
    JsonObject report = data(page).getAsJsonObject("report");
    assertThat(report.getAsJsonArray("liveByClass")).hasSize(1000);
    assertThat(report.get("liveClasses").getAsInt()).isEqualTo(100_000);
    assertThat(report.getAsJsonArray("liveBySite")).hasSize(1000);
    assertThat(report.get("liveSites").getAsInt()).isEqualTo(100_000);
  }

  private static ReportModel large(int size) {
    var builder = new SnapshotBuilder();
    for (int i = 1; i <= size; i++) {
      String name = "com.acme.part" + i % 997 + ".Class" + i;
      builder.type(i, name, new String[0]);
      builder.context(i, name, "make" + i, "Class" + i + ".java", i % 5000 + 1, true, 0);
      builder.object(i, i, i, i, 0, 0, 1, 0, 2, 16 + i % 4096);
      builder.census(i, i, i, i);
    }
    for (int i = 1; i <= size; i++) {
      builder.staticEdge(i, "com.acme.Class" + i + "#it", i, i);
    }
    return model(ReportFixture.clean().run(), builder);
  }

  private static ReportModel model(RunFacts run, SnapshotBuilder builder) {
    return ReportModel.of(
        run, builder.build(), LibraryPatterns.of(List.of()), HeapTexts.NONE, List.of());
  }

  private String page(ReportModel model) throws IOException {
    var out = new StringWriter();
    new HtmlRendering(SourceLines.under(directory)).render(model, out);
    return out.toString();
  }

  /** A report in which everything that the program names has this name. */
  private static ReportModel named(String name) {
    RunFacts run = ReportFixture.clean().run();
    var facts =
        new RunFacts(
            run.tool(),
            new RunFacts.Jvm(name, 1, name),
            run.options(),
            run.totals(),
            run.generations(),
            run.pauses(),
            run.pool(),
            run.coverage(),
            new Losses(0, 0, List.of(name)),
            Optional.empty());
    var builder = new SnapshotBuilder();
    builder.type(1, name, new String[] {name + "#" + name});
    builder.context(2, name, name, name, 3, true, 0);
    builder.cycle(1, 2, 2, 4, 1, name + "#" + name, 1, 2);
    builder.census(2, 1, 2, 5);
    return model(facts, builder);
  }

  private static JsonObject data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    byte[] packed = Base64.getDecoder().decode(data.group(1));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonParser.parseString(text).getAsJsonObject();
    }
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static String escaped(String hash) {
    return hash.replace("=", "&#x3D;");
  }
}
