package io.refledger.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Needs {@code refledger.corpus}, the path of the script that runs a workload by name. */
@Tag("workloads")
@EnabledIfSystemProperty(named = "refledger.corpus", matches = ".+")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkloadsIT {
  /** What the compilers say of a method whose shape they do not take. */
  private static final Pattern GIVEN_UP =
      Pattern.compile(
          "COMPILE SKIPPED:.*(joining with exception handler|invalid parsing|out of nodes)");

  private static final Pattern HISTOGRAM_LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\[*)L?(org\\.h2\\.[^; ]+);?(\\s.*)?");

  private static final int COMMONEST = 20;

  /** Of h2-tpcb: so many rows are inserted. */
  private static final String FULL_SIZE = "60000";

  @TempDir Path directory;

  static Stream<Arguments> workloads() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "ecj-commons-lang3", "1"),
                    Arguments.of(jdk, "h2-tpcb", "2000"),
                    Arguments.of(jdk, "jackson-roundtrip", "1000"),
                    Arguments.of(jdk, "jetty-loopback", "500")));
  }

  static Stream<Arguments> singleThreaded() {
    return workloads().filter(w -> List.of("h2-tpcb", "jackson-roundtrip").contains(w.get()[1]));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("workloads")
  void workload_should_print_the_same_with_right_books_and_no_method_given_up(
      Jdk jdk, String name, String size) throws Exception {
    String[] command = new Workload(name, size).command(jdk, directory.resolve("corpus"));
    String expected = Workload.check(ForkedJvm.on(jdk, directory).with(command).run());

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("output=report")
            .with("-XX:+PrintCompilation", "-XX:+UnlockDiagnosticVMOptions")
            .with("-XX:+LogVMOutput", "-XX:-DisplayVMOutput", "-XX:LogFile=vm.log")
            .with(command)
            .run();

    assertThat(Workload.check(result)).isEqualTo(expected);
    assertThat(result.err()).doesNotContain("WARNING").doesNotContain("Exception");
    assertThat(givenUp()).isEmpty();
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    if (!name.startsWith("ecj")) { // one compilation is too short to fill its caches
      assertThat(report.findings("GROWTH")).isEmpty();
    }
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("singleThreaded")
  void every_death_should_be_one_for_the_JVM_too(Jdk jdk, String name, String size)
      throws Exception {
    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .withAgent("output=report,verify=deaths:50")
            .with(new Workload(name, size).command(jdk, directory.resolve("corpus")))
            .run();

    assertThat(Workload.check(result)).isNotEmpty();
    assertThat(result.err()).containsPattern("verify=deaths: \\d{2,} points, .*, 0 early\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.refledger.it.Jdks#all")
  void live_objects_of_H2_should_be_those_in_the_heap(Jdk jdk) throws Exception {
    Map<String, Long> ledger = runWithOpenDatabase(jdk, "2000").liveByClass();

    Map<String, Long> heap = histogram();
    List<String> commonest =
        heap.keySet().stream()
            .sorted((a, b) -> Long.compare(heap.get(b), heap.get(a)))
            .limit(COMMONEST)
            .toList();
    assertThat(commonest).hasSize(COMMONEST);
    Map<String, Long> expected = new TreeMap<>(heap);
    expected.keySet().retainAll(commonest);
    Map<String, Long> counted = new TreeMap<>(ledger);
    counted.keySet().retainAll(commonest);
    assertThat(counted).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.refledger.it.Jdks#all")
  void table_of_H2_that_is_only_inserted_into_should_be_the_only_growth_and_be_named(Jdk jdk)
      throws Exception {
    Report report = runWithOpenDatabase(jdk, FULL_SIZE);

    assertThat(report.findings("GROWTH")).hasSize(1);
    JsonObject growth = report.findings("GROWTH").get(0);
    assertThat(growth.get("holderNames").toString())
        .contains("org.h2.mvstore.db.MVTable", "HISTORY", "org.h2.schema.Schema.tablesAndViews");
    assertThat(growth.getAsJsonObject("storedAt").get("class").getAsString())
        .startsWith("org.h2.mvstore.Page");
  }

  private Report runWithOpenDatabase(Jdk jdk, String size) throws Exception {
    String[] command = new Workload("h2-tpcb", size).command(jdk, directory.resolve("corpus"));
    String classPath = Program.compile("HeldTpcb", directory);
    for (int i = 0; i < command.length; i++) {
      if (command[i].equals("-cp")) {
        command[i + 1] += File.pathSeparator + classPath;
        command[i + 2] = "HeldTpcb";
      }
    }
    Workload.check(ForkedJvm.on(jdk, directory).withAgent("output=report").with(command).run());
    return Report.in(directory.resolve("report"));
  }

  private Map<String, Long> histogram() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve("histogram.txt"))) {
      Matcher matcher = HISTOGRAM_LINE.matcher(line);
      if (matcher.matches()) {
        String name = matcher.group(3) + "[]".repeat(matcher.group(2).length());
        counts.put(name, Long.valueOf(matcher.group(1)));
      }
    }
    return counts;
  }

  private List<String> givenUp() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("vm.log"))) {
      return lines
          .filter(line -> GIVEN_UP.matcher(line).find() && !line.contains("io.refledger."))
          .toList();
    }
  }
}
