package io.refledger.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import io.refledger.it.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** Names that want to be markup, commands of a terminal, or lines of their own stay names. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileNamesIT {
  private static final String FORMATS = "text:json:html:sarif:junit:tsv:collapsed:hprof";
  private static final int NAMES = 12;

  /** What moves a terminal's text, or ends its line. */
  private static final String UNSEEN = "(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*";

  @TempDir Path directory;

  @NewestJdk
  void names_should_be_names_in_every_report(Jdk jdk) throws Exception {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .withAgent("output=report,report=" + FORMATS)
            .with("-cp", Program.compile("Hostile", directory), "Hostile")
            .run();

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("CHECK " + 120 * NAMES + "\n");
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("refledger: "));
    assertThat(result.err().lines()).noneMatch(line -> line.matches(UNSEEN));
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.schemaErrors()).isEmpty();
    assertThat(typesOfGrowth(report)).hasSizeGreaterThanOrEqualTo(NAMES);
    assertThat(typesOfGrowth(report)).contains("<script>alert(1)<", "x]]>y<!--", ":C");
    assertThatTextIsText(Files.readString(directory.resolve("report/report.txt")));
    assertThatPageHasNoOtherScript();
    assertThatSarifNamesFiles();
    assertThatXmlIsWellFormed();
    assertThatLinesAreFacts();
    assertThatToolsShowNames(new Tool(jdk, directory));
  }

  private static Set<String> typesOfGrowth(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.kind().equals("GROWTH"))
        .map(ReportedFinding::type)
        .collect(Collectors.toSet());
  }

  private static void assertThatTextIsText(String text) {
    assertThat(text.lines()).noneMatch(line -> line.matches(UNSEEN));
  }

  private void assertThatPageHasNoOtherScript() throws IOException {
    String page = Files.readString(directory.resolve("report/report.html"));
    assertThat(page).doesNotContain("<script>alert").doesNotContain("<!--y").contains("&lt;script");
    assertThat(page.split("<script", -1)).hasSize(3);
  }

  private void assertThatSarifNamesFiles() throws IOException {
    JsonElement sarif =
        JsonParser.parseString(Files.readString(directory.resolve("report/report.sarif")));
    List<String> uris = new ArrayList<>();
    collectUris(sarif, uris);
    assertThat(uris).isNotEmpty();
    assertThat(uris)
        .allSatisfy(
            uri -> {
              assertThat(URI.create(uri).getScheme()).as(uri).isNull();
              assertThat(uri).matches("\\p{ASCII}+");
            });
  }

  private static void collectUris(JsonElement json, List<String> uris) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(each -> collectUris(each, uris));
    } else if (json.isJsonObject()) {
      json.getAsJsonObject()
          .entrySet()
          .forEach(
              entry -> {
                if (entry.getKey().equals("uri")) {
                  uris.add(entry.getValue().getAsString());
                } else {
                  collectUris(entry.getValue(), uris);
                }
              });
    }
  }

  private void assertThatXmlIsWellFormed() throws Exception {
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(directory.resolve("report/TEST-refledger.xml").toFile());
    assertThat(document.getElementsByTagName("testcase").getLength()).isGreaterThan(NAMES);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
  }

  private void assertThatLinesAreFacts() throws IOException {
    String tsv = Files.readString(directory.resolve("report/report.tsv"));
    assertThat(tsv.split("\n"))
        .allMatch(line -> line.matches("(?s)(O\t[^\t]*|E(\t[^\t]*){3})\t\\d+"));
    assertThat(tsv).contains("O\tline\\nfeed\\ttab\\rreturn", "O\tback\\\\slash\\\\\t");
    try (Stream<Path> files = Files.list(directory.resolve("report"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".collapsed")).toList()) {
        assertThat(Files.readString(file).split("\n")).allMatch(l -> l.matches("(?s).+ \\d+"));
      }
    }
  }

  private void assertThatToolsShowNames(Tool tool) throws IOException {
    assertThatTextIsText(tool.ask("show", "report/report.json"));
    assertThatTextIsText(tool.ask("diff", "report/report.json", "report/report.json"));
    ForkedJvm.Result gate =
        tool.run("gate", "report", "--annotations", "github", "--markdown", "gate.md");
    assertThat(gate.status()).as(gate.err()).isEqualTo(1);
    assertThat(gate.out().lines().filter(line -> line.startsWith("::")))
        .isNotEmpty()
        .allMatch(line -> line.matches("::error [^:]*::[^\\x1b]*"));
    String markdown = Files.readString(directory.resolve("gate.md"), UTF_8);
    assertThat(markdown.lines().filter(line -> line.startsWith("<details>")))
        .isNotEmpty()
        .noneMatch(line -> line.contains("<script"));
    tool.ask("baseline", "report", "-o", "known");
    assertThat(Files.readAllLines(directory.resolve("known")))
        .allMatch(line -> line.matches("#.*|[0-9a-f]{40} [A-Z]+ \\S+ max=\\d+"));
    assertThat(tool.run("gate", "report", "--baseline", "known").status()).isZero();
  }
}
