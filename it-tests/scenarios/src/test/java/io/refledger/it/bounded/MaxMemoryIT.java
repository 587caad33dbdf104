package io.refledger.it.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program with more objects than the ledger has memory for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaxMemoryIT {
  private static final String TOLD = "refledger: WARN the ledger's memory runs out, ";
  private static final String[] SMALL = {"-Drows=10000", "-Drounds=2"};

  @TempDir Path directory;
  private String classPath;

  @BeforeEach
  void compile() {
    classPath = Program.compile("Narrowed", directory);
  }

  @NewestJdk
  void program_should_print_the_same_and_the_report_say_how_tracking_was_narrowed(Jdk jdk) {
    assertThatItIsNarrowed(jdk, "max-memory=8m", SMALL);
  }

  static Stream<Arguments> limits() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("1m", "4m", "12m", "20m")
                    .flatMap(
                        limit ->
                            Stream.of("", ",locals=exact", ",sites=off")
                                .map(more -> Arguments.of(jdk, "max-memory=" + limit + more))));
  }

  @Tag("bounded")
  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("limits")
  void program_should_print_the_same_whatever_the_limit(Jdk jdk, String options) {
    assertThatItIsNarrowed(jdk, options, "-Drounds=3");
  }

  /** What is tracked dies when the JVM agrees that it is garbage, and never before. */
  @Tag("bounded")
  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("limits")
  void no_death_should_be_early_whatever_the_limit(Jdk jdk, String options) {
    ForkedJvm.Result result = run(jdk, options + ",verify=deaths:30", "-Drounds=2");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains(", 0 early\n");
  }

  /** Of a database, which has threads, weak references, buffers and large arrays. */
  @Tag("bounded")
  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("limitsOfH2")
  @EnabledIfSystemProperty(named = "refledger.corpus", matches = ".+")
  void database_should_print_the_same_whatever_the_limit(Jdk jdk, String options) throws Exception {
    String[] command = new Workload("h2-tpcb", "500").command(jdk, directory.resolve("corpus"));
    String expected = Workload.check(ForkedJvm.on(jdk, directory).with(command).run());

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory).withAgent("output=report," + options).with(command).run();

    assertThat(Workload.check(result)).isEqualTo(expected);
    assertThatItWasNarrowed(result);
  }

  static Stream<Arguments> limitsOfH2() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("max-memory=1m", "max-memory=4m,verify=deaths:30", "max-memory=8m")
                    .map(options -> Arguments.of(jdk, options)));
  }

  private void assertThatItIsNarrowed(Jdk jdk, String options, String... arguments) {
    ForkedJvm.Result plain =
        ForkedJvm.on(jdk, directory)
            .with("-Xmx512m")
            .with(arguments)
            .with("-cp", classPath, "Narrowed")
            .run();

    ForkedJvm.Result result = run(jdk, options, arguments);

    assertThat(result.out()).isEqualTo(plain.out()).startsWith("CHECK ");
    assertThat(result.status()).isEqualTo(plain.status()).isZero();
    assertThatItWasNarrowed(result);
  }

  private void assertThatItWasNarrowed(ForkedJvm.Result result) {
    assertThat(result.err().lines()).filteredOn(line -> line.startsWith(TOLD)).hasSize(1);
    assertThat(result.err()).doesNotContain("OutOfMemoryError").doesNotContain(" early at ");
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.verdict()).isEqualTo("incomplete");
    assertThat(report.incomplete()).anyMatch(reason -> reason.contains("max-memory ran out"));
    assertThat(List.of(report.total("underflows"), report.total("revived"))).containsOnly(0L);
    assertThat(report.schemaErrors()).isEmpty();
  }

  private ForkedJvm.Result run(Jdk jdk, String options, String... arguments) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .with("-Xmx512m")
        .withAgent("output=report," + options)
        .with(arguments)
        .with("-cp", classPath, "Narrowed")
        .run();
  }
}
