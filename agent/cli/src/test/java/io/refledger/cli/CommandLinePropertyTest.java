package io.refledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is asked for by command line: it is done, or the gate fails, or one line says why not;
 * it is never a bug of ours.
 */
class CommandLinePropertyTest {
  private static final String REPORT =
      """
      {"schema": 1, "tool": {"name": "RefLedger", "version": "0"},
       "jvm": {"version": "17", "pid": 1, "command": "App"}, "options": {},
       "verdict": "findings", "incomplete": [],
       "totals": {"allocated": 1, "freedByCount": 0, "freedByCollector": 0, "live": 1,
         "liveBytes": 16, "immortal": 0, "foreign": 0, "pending": 0, "revivedWeak": 0,
         "revived": 0, "underflows": 0, "stores": 1, "cyclesInJdk": 0},
       "generations": [], "pool": null,
       "findings": [{"id": "0123456789abcdef0123456789abcdef01234567", "kind": "SURVIVOR",
         "origin": "application", "type": "com.acme.Session", "count": 1, "perInterval": [],
         "shallowBytes": 16, "retainedBytes": 16,
         "allocatedAt": {"class": ".etc.X", "method": "m", "file": "passwd", "line": 1},
         "storedAt": null, "droppedAt": null, "closedEdge": null, "wraps": [], "test": null,
         "path": [], "suppressedBy": null, "known": false, "advice": "Let it go."}],
       "coverage": {"classesWoven": 1, "classesSkipped": [], "methodsSkipped": []}, "audit": null}
      """;

  private static Path directory;

  @BeforeContainer
  static void makeFiles() throws IOException {
    directory = Files.createTempDirectory("tool");
    Files.createDirectories(directory.resolve("reports/a"));
    Files.createDirectories(directory.resolve("empty"));
    write("reports/a/report.json", REPORT);
    write("good.json", REPORT);
    write("half.json", REPORT.substring(0, REPORT.length() / 2));
    write("older.json", REPORT.replace("\"schema\": 1", "\"schema\": 0"));
    write("two\nlines.json", "{");
    write("none.json", "");
    write("known", "0123456789abcdef0123456789abcdef01234567 SURVIVOR com.acme.Session max=1\n");
    write("excused", "SURVIVOR:com.acme.** until=2999-12-31 -- known\n");
    Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff, 0, 1});
  }

  private static void write(String name, String text) throws IOException {
    Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  @AfterContainer
  static void removeFiles() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property
  void command_should_be_done_or_refused_in_one_line(@ForAll("commandLines") List<String> line) {
    ToolRun run = ToolRun.of(line.toArray(String[]::new));

    assertThat(run.status()).as("%s", run).isBetween(0, 2);
    if (run.status() == 2) {
      assertThat(run).matches(ToolRun::isRefusal);
    } else {
      assertThat(run.err()).isEmpty();
    }
  }

  @Provide
  Arbitrary<List<String>> commandLines() {
    Arbitrary<String> commands =
        Arbitraries.of(
            "show",
            "diff",
            "gate",
            "merge",
            "baseline",
            "status",
            "top",
            "collect",
            "freeze",
            "watch",
            "report",
            "audit",
            "attach",
            "detach",
            "hunt",
            "--help",
            "--version",
            "");
    return Combinators.combine(commands, words().list().ofMaxSize(6))
        .as(
            (command, words) -> {
              List<String> line = new ArrayList<>(List.of(command));
              words.forEach(line::addAll);
              return line;
            });
  }

  /** Files, options, and options with their values; no process that may be there. */
  private static Arbitrary<List<String>> words() {
    Arbitrary<List<String>> files =
        Arbitraries.of(
                "good.json",
                "good.json",
                "reports",
                "half.json",
                "older.json",
                "none.json",
                "bytes",
                "two\nlines.json",
                "missing.json",
                "empty",
                "/proc/self/mem",
                "")
            .map(name -> List.of(path(name)));
    Arbitrary<List<String>> inputs =
        Combinators.combine(
                Arbitraries.of("--baseline", "--suppressions"),
                Arbitraries.of("known", "excused", "bytes", "empty", "missing"))
            .as((option, name) -> List.of(option, path(name)));
    Arbitrary<List<String>> outputs =
        Combinators.combine(
                Arbitraries.of("-o", "--output", "--sarif", "--junit", "--markdown"),
                Arbitraries.of("out/1", "out/2", "empty", "good.json/x", "x".repeat(300)))
            .as((option, name) -> List.of(option, path(name)));
    Arbitrary<List<String>> values =
        Combinators.combine(
                Arbitraries.of("--finding", "--max", "--fail-on", "--annotations", "-i", "-n"),
                Arbitraries.oneOf(
                    Arbitraries.of(
                        "0123",
                        "SURVIVOR:com.acme.**=0",
                        "GROWTH:**=99999999999999999999",
                        "growth",
                        "growth:survivor",
                        "github",
                        "0",
                        "-1",
                        "NaN",
                        "1e999",
                        "9223372036854775808",
                        "",
                        "${x}",
                        "@x",
                        "a\nb"),
                    Arbitraries.strings().ofMaxLength(6)))
            .as((option, value) -> List.of(option, value));
    Arbitrary<List<String>> others =
        Arbitraries.of(
                "--dot",
                "--allow-incomplete",
                "--help",
                "--",
                "-",
                "--unknown",
                "--max=",
                "0",
                "-1",
                "4194305",
                "99999999999999999999",
                "@",
                "a\u0000b")
            .map(List::of);
    return Arbitraries.oneOf(files, files, inputs, outputs, values, others);
  }

  private static String path(String name) {
    return name.isEmpty() ? "" : directory.resolve(name).toString();
  }
}
